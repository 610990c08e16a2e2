import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, must } from '../../src/core/base';
import { parseSignedData } from '../../src/core/cms';
import { signPades } from '../../src/core/pades';
import type { ByteRange, SignatureValue } from '../../src/core/pdf';
import { toPem } from '../../src/core/pki';
import { nodeDigest } from '../../src/platform/node';
import { type DemoHospital, demoHospital, party } from '../support/demo-hospital';
import { hasTool, runTool } from '../support/external-tools';
import { pdfsigText, qpdfExit } from '../support/judge-sealed';
import { extend } from '../support/long-term';
import { samplePdf } from '../support/sample-pdf';
import { openBytes, sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const YEAR_MS = 365 * 86_400_000;
const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA', 'renewed'] as const;
type Level = (typeof LEVELS)[number];

/** Everything was made so long ago that today the event certificates (10 years) have expired, the others not yet. */
const MADE_MS = Date.now() - 12 * YEAR_MS;
const DATES = {
  'when it was made': MADE_MS + 60_000,
  'event certificates expired': MADE_MS + 12 * YEAR_MS,
  'the first authority expired, too': MADE_MS + 16 * YEAR_MS,
  'everything expired': MADE_MS + 60 * YEAR_MS,
} as const;
type DateName = keyof typeof DATES;

/** EN 319 102-1: what is proven to be older than an expiry survives it; nothing survives the last proof. */
const VERDICTS: Readonly<Record<DateName, Readonly<Record<Level, 'passed' | 'no proof'>>>> = {
  'when it was made': { 'B-B': 'passed', 'B-T': 'passed', 'B-LT': 'passed', 'B-LTA': 'passed', renewed: 'passed' },
  'event certificates expired': {
    'B-B': 'no proof',
    'B-T': 'passed',
    'B-LT': 'passed',
    'B-LTA': 'passed',
    renewed: 'passed',
  },
  'the first authority expired, too': {
    'B-B': 'no proof',
    'B-T': 'no proof',
    'B-LT': 'no proof',
    'B-LTA': 'no proof',
    renewed: 'passed',
  },
  'everything expired': {
    'B-B': 'no proof',
    'B-T': 'no proof',
    'B-LT': 'no proof',
    'B-LTA': 'no proof',
    renewed: 'no proof',
  },
};

let folder: string;
let hospital: DemoHospital;
const files = new Map<Level, Uint8Array>();
const at = (name: string): string => join(folder, name);
const write = (name: string, data: Uint8Array | string): string => {
  writeFileSync(at(name), data);
  return at(name);
};
const fileOf = (level: Level): Uint8Array => files.get(level) as Uint8Array;
const seconds = (ms: number): string => String(Math.floor(ms / 1000));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-dates-'));
  hospital = await demoHospital(MADE_MS);
  write('root.pem', toPem('CERTIFICATE', hospital.root.certificate.raw));
  write('ca.pem', toPem('CERTIFICATE', hospital.ca.certificate.raw));
  const form = await withFields(await samplePdf(), ['patient']);
  const act = { field: 'patient', certify: true };
  const withoutTime = async ({
    hospital: by,
    ...input
  }: { hospital: DemoHospital } & Parameters<typeof signPades>[0]) =>
    must(await signPades({ ...input, chain: [by.ca.certificate.raw], contentsBytes: 16_384, digest: nodeDigest })).cms;
  files.set('B-B', await sealAct(form, hospital, act, { makeCms: (input) => withoutTime(input as never) }));
  files.set('B-T', await sealAct(form, hospital, act));
  files.set('B-LT', await extend(fileOf('B-T'), hospital, { level: 'B-LT' }));
  files.set('B-LTA', await extend(fileOf('B-T'), hospital, { level: 'B-LTA' }));
  const laterMs = MADE_MS + 11 * YEAR_MS;
  const tsa = await party('timeStamping', '测试医院 时间戳 二', laterMs, hospital.ca);
  files.set('renewed', await extend(fileOf('B-LTA'), hospital, { level: 'B-LTA', nowMs: laterMs, tsa }));
  for (const level of LEVELS) write(`${level}.pdf`, fileOf(level));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.keys(DATES) as DateName[])('as of a date (--at): %s', (date) => {
  it.each(LEVELS.filter((level) => level !== 'renewed' || date !== 'when it was made'))('%s', async (level) => {
    const { verdict, signatures } = await validate(fileOf(level), [hospital.root.certificate], DATES[date]);
    const passed = VERDICTS[date][level] === 'passed';
    expect([verdict, signatures[0]?.subIndication]).toEqual(
      passed ? ['TOTAL-PASSED', null] : ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE'],
    );
  });
});

describe('outside judges agree', () => {
  /** The parts of the first signature as openssl wants them. */
  const partsOf = async (level: Level) => {
    const fields = must(await (await openBytes(fileOf(level))).signatureFields());
    const value = fields[0]?.value as SignatureValue;
    const [, length, second, rest] = value.byteRange as ByteRange;
    const signed = must(parseSignedData(value.contents, { allowTrailing: true }));
    const covered = concat([fileOf(level).subarray(0, length), fileOf(level).subarray(second, second + rest)]);
    const token = signed.signerInfos[0]?.signatureTimeStamps[0];
    return {
      cms: write(`${level}.cms`, signed.raw),
      content: write(`${level}.bin`, covered),
      signature: write(`${level}.sig`, signed.signerInfos[0]?.signature ?? ''),
      ...(token && { token: write(`${level}.tst`, token) }),
    };
  };
  const trust = () => ['-CAfile', at('root.pem')];

  it.skipIf(!hasTool('openssl', 'version'))(
    'openssl -attime: good at the best signature time that we name, expired at the later date',
    async () => {
      for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) {
        const { cms, content } = await partsOf(level);
        const verify = (ms: number) =>
          runTool('openssl', [
            ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', cms, '-content', content],
            ...['-purpose', 'any', '-attime', seconds(ms), ...trust(), '-out', at('out.bin')],
          ]);
        const report = await validate(fileOf(level), [hospital.root.certificate], DATES['when it was made']);
        const bestMs = Date.parse(report.signatures[0]?.signingTime ?? '');
        expect(verify(bestMs).output, level).toContain('CAdES Verification successful');
        expect(verify(DATES['event certificates expired']).output, level).toContain('certificate has expired');
      }
    },
  );

  it.skipIf(!hasTool('openssl', 'version'))(
    'openssl ts -attime: the token outlives the event certificate and not its own authority, as our verdict does',
    async () => {
      const { token, signature } = await partsOf('B-T');
      const verify = (ms: number) =>
        runTool('openssl', [
          ...['ts', '-verify', '-token_in', '-in', token as string, '-data', signature],
          ...['-attime', seconds(ms), ...trust(), '-untrusted', at('ca.pem')],
        ]).status;
      const ours = Object.values(DATES).map((ms) => verify(ms) === 0);
      const said = (Object.keys(DATES) as DateName[]).map((date) => VERDICTS[date]['B-T'] === 'passed');
      expect(ours).toEqual(said);
    },
  );

  it.skipIf(!hasTool('pdfsig', '-v') || !hasTool('certutil', '-H'))(
    'pdfsig today: the signature is valid, its certificate has expired',
    () => {
      for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) {
        const text = pdfsigText(at(`${level}.pdf`), at('root.pem')) ?? '';
        expect(text, level).toContain('Signature is Valid.');
        expect(text, level).toContain('Certificate has Expired');
      }
    },
  );

  it.skipIf(!hasTool('qpdf'))('qpdf at every level: no error', () => {
    expect(LEVELS.map((level) => qpdfExit(at(`${level}.pdf`)))).toEqual(LEVELS.map(() => 0));
  });
});
