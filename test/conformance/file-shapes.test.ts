import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must, ok } from '../../src/core/base';
import { openPdf } from '../../src/core/pdf';
import { toPem } from '../../src/core/pki';
import { type PreparedForm, prepareForm, type SlotToPlace } from '../../src/main/sealing';
import { nodeSealingPorts } from '../../src/main/session-runner';
import { bufferAccess, nodeInflate } from '../../src/platform/node';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { hasTool, runTool } from '../support/external-tools';
import { hybridPdf, onePage, tablePdf } from '../support/pdf-by-hand';
import { difference, mupdfRasters, popplerRasters } from '../support/rasters';
import { sealAct } from '../support/seal-act';
import { validate } from '../support/validate';

/** File shapes that hospital systems and their tools produce, made of our own forms; six people sign each. */
const SIGNERS = 6;
const FORM = 'fixtures/documents/critical-notice.pdf';
const ACRO_FORM = 'fixtures/documents/anaesthesia-acroform.pdf';
const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';
const PORTS = nodeSealingPorts('no-font-is-needed-here.ttf');
const TRUST = { anchors: [], custodians: [], policyId: '1.2.3' };

/** A judge that is not on the machine says nothing. */
const TOOLS = {
  qpdf: hasTool('qpdf'),
  pdfsig: hasTool('pdfsig', '-v') && hasTool('certutil', '-H'),
  openssl: hasTool('openssl', 'version'),
  pyhanko: hasTool(PYHANKO),
  rasters: hasTool('pdftoppm', '-v') && hasTool('mutool', '-v'),
};

const folder = mkdtempSync(join(tmpdir(), 'iw-shapes-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

type Make = (path: string) => void;
const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const write =
  (bytes: () => Uint8Array): Make =>
  (path) =>
    writeFileSync(path, bytes());
/** IN and OUT stand for the form and for the file to make. */
const tool =
  (form: string, command: string, ...args: readonly string[]): Make =>
  (path) => {
    const made = runTool(
      command,
      args.map((arg) => arg.replace('IN', form).replace('OUT', path)),
    );
    if (made.status !== 0) throw new Error(made.output);
  };
const qpdf = (form: string, ...args: readonly string[]): Make => tool(form, 'qpdf', ...args, 'IN', 'OUT');

/** An indirect list for both /Annots and /Fields; /Rotate comes from the page tree. */
const lists = () => ({
  ...onePage(undefined, '/Annots 6 0 R'),
  1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 7 0 R>>>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Rotate 90>>',
  6: '[8 0 R]',
  7: '[8 0 R]',
  8: '<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/Rect[20 20 90 40]/F 4>>',
});
/** Word hides the structure from readers of before PDF 1.5. */
const structured = () => ({
  ...onePage(),
  1: '<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>',
  6: '<</Type/StructTreeRoot>>',
});
const before = (junk: string) => write(() => Buffer.concat([Buffer.from(junk, 'latin1'), readFileSync(FORM)]));
const after = (more: string) => write(() => Buffer.concat([readFileSync(FORM), Buffer.from(more, 'latin1')]));

interface Shape {
  readonly make: Make;
  readonly needs?: string;
  /** Reasons for which the form is written anew; none by default. */
  readonly reasons?: readonly string[];
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'classic table': { make: qpdf(FORM, '--object-streams=disable'), needs: 'qpdf' },
  'object streams': { make: qpdf(FORM, '--object-streams=generate'), needs: 'qpdf' },
  'linearized, classic': { make: qpdf(FORM, '--linearize', '--object-streams=disable'), needs: 'qpdf' },
  'linearized, object streams': { make: qpdf(FORM, '--linearize', '--object-streams=generate'), needs: 'qpdf' },
  'form, classic': { make: qpdf(ACRO_FORM, '--object-streams=disable'), needs: 'qpdf' },
  'form, object streams': { make: qpdf(ACRO_FORM, '--object-streams=generate'), needs: 'qpdf' },
  'form, linearized': { make: qpdf(ACRO_FORM, '--linearize'), needs: 'qpdf' },
  'indirect lists, inherited rotation': {
    make: write(() => tablePdf({ objects: lists() })),
  },
  'hybrid index': {
    make: write(() => hybridPdf({ objects: structured(), packed: [6] })),
    reasons: ['hybrid-index'],
  },
  'no last end of line': { make: write(() => Buffer.from(readFileSync(FORM, 'latin1').trimEnd(), 'latin1')) },
  cairo: { make: tool(FORM, 'pdftocairo', '-pdf', 'IN', 'OUT'), needs: 'pdftocairo' },
  ghostscript: {
    make: tool(FORM, 'gs', '-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-sOutputFile=OUT', 'IN'),
    needs: 'gs',
  },
  mutool: { make: tool(FORM, 'mutool', 'clean', '-gggg', 'IN', 'OUT'), needs: 'mutool', reasons: ['index-entries'] },
  'mark before the header': { make: before('\xef\xbb\xbf'), reasons: ['bytes-before-header'] },
  'double end': { make: after('%%EOF\n'), reasons: ['bytes-after-eof'] },
  padding: { make: after('\0'.repeat(5000)), reasons: ['bytes-after-eof'] },
  'gaps in the first index': {
    make: write(() => tablePdf({ objects: { ...onePage(), 9: 'null' } })),
    reasons: ['fragmented-index'],
  },
};
const HERE = Object.entries(SHAPES).filter(([, { needs }]) => needs === undefined || hasTool(needs));

let hospital: DemoHospital;
beforeAll(async () => {
  hospital = await demoHospital();
  writeFileSync(at('root.pem'), toPem('CERTIFICATE', hospital.root.certificate.raw));
  if (!TOOLS.pdfsig) return;
  runTool('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
  runTool('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'CT,C,C', '-i', at('root.pem')]);
});

const slots = Array.from(
  { length: SIGNERS },
  (_, slot) =>
    ({
      slot,
      anchor: {
        kind: 'rect',
        page: 1,
        x: 40 + 180 * (slot % 3),
        y: 60 + 70 * Math.floor(slot / 3),
        width: 150,
        height: 50,
      },
    }) as const,
);

const prepared = (name: string, places: readonly SlotToPlace[], outPath: string) =>
  prepareForm({ sourcePath: at(`${name}.pdf`), outPath, slots: async () => ok(places) }, PORTS, TRUST);

/** One signature after the other; each file is judged by us, the one in the middle and the last by strangers. */
async function signAll(name: string, form: PreparedForm): Promise<void> {
  let file = bytesOf(at(`${name}.1.pdf`));
  for (const [index, { fieldName }] of form.fields.entries()) {
    file = await sealAct(file, hospital, { field: fieldName, certify: index === 0 });
    const report = await validate(file, [hospital.root.certificate]);
    expect(report.signatures.map(({ verdict, level }) => `${verdict} ${level}`)).toEqual(
      form.fields.slice(0, index + 1).map(() => 'TOTAL-PASSED B-T'),
    );
    if (index === 2) writeFileSync(at('middle.pdf'), file);
  }
  writeFileSync(at('last.pdf'), file);
}

function judgedByStrangers(path: string, signed: number): void {
  if (TOOLS.qpdf) expect(runTool('qpdf', ['--check', path])).toMatchObject({ status: 0 });
  if (TOOLS.pdfsig) {
    const { output } = runTool('pdfsig', ['-no-ocsp', '-nssdir', `sql:${folder}`, path]);
    expect(output.match(/Signature is Valid\./g), output).toHaveLength(signed);
    expect(output.match(/Certificate is Trusted\./g)).toHaveLength(signed);
    expect(output.match(/- Total document signed/g)).toHaveLength(1);
  }
  if (!TOOLS.pyhanko) return;
  const args = ['sign', 'validate', '--trust', at('root.pem'), '--no-revocation-check', path];
  const { output, status } = runTool(PYHANKO, args);
  expect(status, output).toBe(0);
  expect(output.match(/:INTACT:TRUSTED/g)).toHaveLength(signed);
}

async function judgedByOpenssl(path: string): Promise<void> {
  if (!TOOLS.openssl) return;
  const file = bytesOf(path);
  const fields = must(await must(await openPdf(bufferAccess(file), { inflate: nodeInflate })).signatureFields());
  for (const { value } of fields.filter(({ signed }) => signed)) {
    const [start, length, second, rest] = value?.byteRange ?? [0, 0, 0, 0];
    writeFileSync(at('covered'), Buffer.concat([file.subarray(start, length), file.subarray(second, second + rest)]));
    writeFileSync(at('cms'), value?.contents ?? '');
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', at('cms'), '-content', at('covered')];
    const more = ['-purpose', 'any', '-CAfile', at('root.pem'), '-out', at('discarded')];
    expect(runTool('openssl', [...args, ...more]).output).toContain('CAdES Verification successful');
  }
}

describe.each(HERE)('six signers on a file with %s', (name, { make, reasons }) => {
  let form: PreparedForm;
  beforeAll(async () => {
    make(at(`${name}.pdf`));
    must(await prepared(name, [], at(`${name}.0.pdf`)));
    form = must(await prepared(name, slots, at(`${name}.1.pdf`)));
  });

  it('is written anew only where it has to be', () => {
    expect(form.normalised?.reasons).toEqual(reasons);
    const [source, working] = [bytesOf(at(`${name}.pdf`)), bytesOf(at(`${name}.1.pdf`))];
    expect(Buffer.from(working.subarray(0, source.length)).equals(source)).toBe(reasons === undefined);
  });

  it.runIf(reasons !== undefined && TOOLS.rasters)('shows the same', () => {
    const [source, working] = [bytesOf(at(`${name}.pdf`)), bytesOf(at(`${name}.0.pdf`))];
    for (const draw of [popplerRasters, mupdfRasters]) {
      const [old, fresh] = [draw(folder, source, 0.5), draw(folder, working, 0.5)];
      expect(fresh.map((page, index) => difference(page, old[index]!))).toEqual(old.map(() => 0));
    }
    const text = (path: string) => runTool('pdftotext', ['-layout', path, '-']).output;
    expect(text(at(`${name}.0.pdf`))).toBe(text(at(`${name}.pdf`)));
  });

  it('has all signatures valid after each one, for us and for strangers', async () => {
    await signAll(name, form);
    judgedByStrangers(at('middle.pdf'), 3);
    judgedByStrangers(at('last.pdf'), SIGNERS);
    await judgedByOpenssl(at('last.pdf'));
  });
});

describe('files that nobody may sign', () => {
  const encrypted = (...how: readonly string[]) => qpdf(FORM, '--allow-weak-crypto', '--encrypt', ...how, '--');
  const REFUSED: Readonly<Record<string, readonly [Make, string]>> = {
    'owner password': [encrypted('', 'owner', '256'), 'PDF_ENCRYPTED'],
    'user password': [encrypted('user', 'owner', '256'), 'PDF_ENCRYPTED'],
    'AES-128': [encrypted('', 'owner', '128', '--use-aes=y'), 'PDF_ENCRYPTED'],
    truncated: [write(() => bytesOf(FORM).subarray(0, 30_000)), 'PDF_TRUNCATED'],
    'an object before the header': [before('4 0 obj (other) endobj\n'), 'PDF_JUNK_BEFORE_HEADER'],
    'an object after the end': [after('4 0 obj (other) endobj\n'), 'PDF_BYTES_AFTER_EOF'],
  };
  it.each(Object.entries(REFUSED))('%s', async (name, [make, code]) => {
    if (make.toString().includes('runTool') && !TOOLS.qpdf) return;
    make(at(`${name}.pdf`));
    expect(await prepared(name, slots, at('never.pdf'))).toMatchObject({ ok: false, error: { code } });
  });
});
