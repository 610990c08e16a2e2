// The unattended journey of `npm run demo`: a ward of its own, recorded pen and finger on serial ports, screens driven as a person would.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../src/core/base';
import { associatedFilesOf, openPdf } from '../src/core/pdf';
import { fromPem, parseCertificate } from '../src/core/pki';
import { bufferAccess, nodeInflate } from '../src/platform/node';
import { sampleHis } from '../test/support/his';
import { runJourney } from '../test/support/journey';
import { validate } from '../test/support/validate';
import { canHaveWard, startWard } from '../test/support/ward';
import { root } from './run-step.mjs';

const OUT = join(root, 'out', 'demo');
const home = mkdtempSync(join(tmpdir(), 'inkwitness-demo-'));
const started = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const screens = canHaveWard(2) ? 2 : 1;
say(`hospital, pads, ${screens === 2 ? 'two displays' : 'one display'} and kiosk start`);
const ward = await startWard({ screens, home });
try {
  say('the nurse opens a consent; two signers read, sign, press a finger, confirm');
  const journey = await runJourney({ kiosk: ward.kiosk, pads: ward.pads, outDir: join(OUT, 'screens'), signers: 2 });
  say('the signed form is back at the hospital; checking it');
  const archived = await sampleHis(home, ward.serverUrl).document(journey.taskId);
  const { report, archive } = await keep(archived);
  const result = { ...report, file: 'consent.signed.pdf', archive, timingsMs: journey.timings };
  writeFileSync(join(OUT, 'report.json'), JSON.stringify(result, null, 2));
  for (const { field, signer, verdict, level } of report.signatures) say(`${field}: ${signer} ${level} ${verdict}`);
  say(`archived by the server: ${archive.signatures[0]?.level} ${archive.verdict}`);
  const passed =
    report.signatures.length === journey.signers &&
    [report, archive].every(({ signatures }) => signatures.every(({ verdict }) => verdict === 'TOTAL-PASSED'));
  say(passed ? 'every signature TOTAL-PASSED: see out/demo' : `verdict ${report.verdict}: see out/demo/report.json`);
  process.exitCode = passed ? 0 : 1;
} finally {
  await ward.stop();
  rmSync(home, { recursive: true, force: true });
}

/**
 * Lays everything a stranger needs beside the form; answers our own verdicts on it as the signers left it and as the
 * server extended it for the archive.
 */
async function keep(archived: Uint8Array) {
  const pki = join(home, 'hospital', 'pki');
  const custodians = join(home, 'hospital', 'custodians');
  copyFileSync(join(pki, 'root.pem'), join(OUT, 'root.pem'));
  copyFileSync(join(root, 'dist', 'web', 'verify.html'), join(OUT, 'verify.html'));
  copyFileSync(join(custodians, 'archive.pem'), join(OUT, 'custodian.pem'));
  copyFileSync(join(custodians, 'archive.key.pem'), join(OUT, 'custodian.key.pem'));
  const anchors = fromPem(readFileSync(join(pki, 'root.pem'), 'utf8')).map(({ der }) => must(parseCertificate(der)));
  const archive = await validate(archived, anchors);
  const acts = archive.signatures.filter(({ level }) => level !== 'document-time-stamp');
  const signed = archived.subarray(0, Math.max(...acts.map(({ signedSize }) => signedSize)));
  writeFileSync(join(OUT, 'consent.archived.pdf'), archived);
  writeFileSync(join(OUT, 'consent.signed.pdf'), signed);
  writeFileSync(join(OUT, 'consent.pdf'), sourceOf(signed));
  await keepEvidence(
    signed,
    acts.map(({ field }) => field),
  );
  return { report: await validate(signed, anchors), archive };
}

/** Manifest and encrypted evidence of each act, as embedded. */
async function keepEvidence(signed: Uint8Array, fields: readonly string[]): Promise<void> {
  const doc = must(await openPdf(bufferAccess(signed), { inflate: nodeInflate }));
  for (const [index, field] of fields.entries()) {
    const suffix = index === 0 ? '' : `-${index + 1}`;
    for (const file of must(await associatedFilesOf(doc, field)))
      writeFileSync(join(OUT, file.name.replace('.', `${suffix}.`)), file.bytes);
  }
}

/** The form as the HIS sent it: the sample of which the signed file is an append-only continuation. */
function sourceOf(signed: Uint8Array): Uint8Array {
  const folder = join(root, 'fixtures', 'documents');
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => readFileSync(join(folder, name)))
    .filter((source) => source.equals(signed.subarray(0, source.length)));
  const [source] = sources;
  if (source === undefined) throw new Error('the signed form does not continue any sample form');
  return source;
}
