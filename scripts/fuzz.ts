/**
 * `npm run fuzz -- --seconds 60 [--seed N] [--only pdf|der|evidence]`: mutated files of our own against every reader.
 * Never a throw, never longer than its bound, never TOTAL-PASSED once signed bytes were changed. What breaks a rule is
 * kept in out/fuzz under its seed; the same seed makes the same input.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readDer } from '../src/core/asn1';
import { concat, equal, latin1 } from '../src/core/base';
import { parseSignedData } from '../src/core/cms';
import { checkEvidence, readManifest, readPayload } from '../src/core/evidence';
import { addSignatureFields, describeChanges, findText, joinAccess, openPdf, preparedContent } from '../src/core/pdf';
import { parseCertificate, parseCertificateList, parseOcspResponse } from '../src/core/pki';
import { decodeTimeStampReq, parseTimeStampResp, readTimeStampToken } from '../src/core/tsp';
import { validatePdf } from '../src/core/validation';
import { bufferAccess, nodeDecodeText, nodeDigest, nodeInflate, nodeRandom, nodeVerifier } from '../src/platform/node';
import { type DemoHospital, demoHospital } from '../test/support/demo-hospital';
import { openBytes, sealAct } from '../test/support/seal-act';
import { signedForm } from '../test/support/shadow-form';

/** Generous on a busy machine; a hang is a hang. */
const MAX_MS = 30_000;
const KEYS = [
  '/Kids',
  '/Count',
  '/Length',
  '/Size',
  '/Prev',
  '/W',
  '/Index',
  '/Filter',
  '/Contents',
  '/ByteRange',
  '/V',
];

/** Mulberry32: small, and the same everywhere. */
const generator = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
};
type Pick = ReturnType<typeof generator>;

const mutate = (file: Uint8Array, pick: Pick): Uint8Array => {
  const at = pick(file.length);
  const kind = pick(6);
  if (kind === 0) return file.slice(0, at);
  if (kind === 1) return concat([file.subarray(0, at), file.subarray(at + 1 + pick(40))]);
  if (kind === 2) return concat([file.subarray(0, at), file.subarray(at, at + 1 + pick(400)), file.subarray(at)]);
  const copy = file.slice();
  if (kind === 3) copy.set(latin1(KEYS[pick(KEYS.length)] as string).subarray(0, file.length - at), at);
  else if (kind === 4) copy[at] = 48 + pick(10);
  else copy[at] = pick(256);
  return copy;
};

interface Target {
  readonly name: 'pdf' | 'der' | 'evidence';
  readonly inputs: readonly Uint8Array[];
  /** Runs the readers; answers a rule that was broken. */
  readonly run: (input: Uint8Array, original: Uint8Array) => Promise<string | undefined>;
}

const pdfTarget = async (hospital: DemoHospital): Promise<Target> => {
  const folder = 'fixtures/documents';
  const forms = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  const once = await signedForm(hospital, 2);
  const inputs = forms
    .map((name) => new Uint8Array(readFileSync(`${folder}/${name}`)))
    .filter(({ length }) => length < 400_000);
  const signed = [once, await sealAct(once, hospital, { field: 's2' }), await signedForm(hospital, false)];
  const run = async (input: Uint8Array, original: Uint8Array): Promise<string | undefined> => {
    const report = await validatePdf(bufferAccess(input), {
      anchors: [hospital.root.certificate],
      nowMs: hospital.nowMs,
      digest: nodeDigest,
      verifier: nodeVerifier,
      inflate: nodeInflate,
      checkEvidence,
    });
    for (const { verdict, signedSize, field } of report.ok ? report.value.signatures : []) {
      if (verdict !== 'TOTAL-PASSED' || signedSize === null) continue;
      const value = await (await openBytes(input)).signatureFields();
      const own = value.ok ? value.value.find(({ name }) => name === field)?.value?.byteRange : undefined;
      if (own === undefined) return 'passed without a range';
      const [, start, end] = own;
      const same =
        equal(input.subarray(0, start), original.subarray(0, start)) &&
        equal(input.subarray(end, signedSize), original.subarray(end, signedSize));
      if (!same) return 'TOTAL-PASSED over changed bytes';
    }
    const opened = await openPdf(bufferAccess(input), { inflate: nodeInflate, decodeText: nodeDecodeText });
    if (!opened.ok) return undefined;
    await findText(opened.value, 0, '签名');
    await preparedContent(opened.value);
    const added = await addSignatureFields(opened.value, [{ name: 'zz', page: 0, rect: [50, 50, 150, 90] }], {
      random: nodeRandom,
    });
    const later = added.ok
      ? await openPdf(joinAccess(bufferAccess(input), added.value.tail), { inflate: nodeInflate })
      : added;
    if (later.ok) await describeChanges(opened.value, later.value);
    return undefined;
  };
  return { name: 'pdf', inputs: [...signed, ...inputs], run };
};

const derTarget = async (hospital: DemoHospital): Promise<Target> => {
  const fields = await (await openBytes(await signedForm(hospital, 2))).signatureFields();
  const cms = fields.ok ? fields.value.flatMap(({ value }) => (value === undefined ? [] : [value.contents])) : [];
  const readers = [
    readDer,
    parseSignedData,
    parseCertificate,
    parseCertificateList,
    parseOcspResponse,
    readTimeStampToken,
    parseTimeStampResp,
    decodeTimeStampReq,
  ];
  const run = async (input: Uint8Array): Promise<undefined> => {
    for (const read of readers) read(input);
  };
  return { name: 'der', inputs: [...cms, hospital.root.certificate.raw, hospital.tsa.certificate.raw], run };
};

const evidenceTarget = (): Target => ({
  name: 'evidence',
  inputs: [latin1('{"format":"InkWitness/manifest/1","act":"signature","reading":{"pages":1}}'), new Uint8Array(2048)],
  run: async (input) => {
    readManifest(input);
    readPayload(input);
    return undefined;
  },
});

const { values } = parseArgs({
  options: { seconds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const hospital = await demoHospital();
const all = [await pdfTarget(hospital), await derTarget(hospital), evidenceTarget()];
const targets = all.filter(({ name }) => values.only === undefined || values.only === name);
if (targets.length === 0) throw new Error('--only pdf, der or evidence');
const until = Date.now() + 1000 * Number(values.seconds ?? 60);
let seed = Number(values.seed ?? Date.now() % 1_000_000_000);
let runs = 0;
let broken = 0;
console.log(`seed ${seed}`);
for (; Date.now() < until; seed++, runs++) {
  const pick = generator(seed);
  const target = targets[runs % targets.length] as Target;
  const original = target.inputs[pick(target.inputs.length)] as Uint8Array;
  let input = original;
  for (let edits = 1 + pick(4); edits > 0 && input.length > 0; edits--) input = mutate(input, pick);
  const start = Date.now();
  let wrong: string | undefined;
  try {
    wrong = await target.run(input, original);
  } catch (error) {
    wrong = `threw ${String(error)}`;
  }
  if (wrong === undefined && Date.now() - start > MAX_MS) wrong = 'too long';
  if (wrong === undefined) continue;
  broken++;
  mkdirSync('out/fuzz', { recursive: true });
  writeFileSync(`out/fuzz/${target.name}-${seed}`, input);
  console.log(`${target.name}, seed ${seed}: ${wrong}`);
}
console.log(`${runs} inputs, ${broken} broke a rule`);
process.exitCode = broken > 0 ? 1 : 0;
