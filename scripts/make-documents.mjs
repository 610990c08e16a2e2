// Makes fixtures/documents: sample consent forms in our own wording, and the kinds of PDF that hospitals really have.
// usage: node scripts/make-documents.mjs [folder]     needs qpdf and pdftoppm
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anaesthesia } from './documents/anaesthesia.mjs';
import { booklet, bookletBlocks } from './documents/booklet.mjs';
import { criticalNotice } from './documents/critical-notice.mjs';
import { setForm } from './documents/form.mjs';
import { other } from './documents/other.mjs';
import { specialTreatment } from './documents/special-treatment.mjs';
import { sectorScan } from './documents/speckle.mjs';
import { surgery } from './documents/surgery.mjs';
import { transfusion } from './documents/transfusion.mjs';
import { addAcroForm, linearized, scanned } from './documents/variants.mjs';

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'documents');
mkdirSync(folder, { recursive: true });
const manifest = [];

function keep(form, bytes, features, signers = form.signers) {
  const file = `${form.slug}.pdf`;
  writeFileSync(join(folder, file), bytes);
  const { kind, id, version, title, seamSeal } = form;
  const { department: _department, ...patient } = form.patient;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const sample = { file, sha256, size: bytes.length, features, form: { kind, id, version, title }, patient, signers };
  manifest.push(seamSeal === undefined ? sample : { ...sample, seamSeal });
  console.log(file.padEnd(28), String(bytes.length).padStart(9), features.join(' '));
}

const plain = async (form, options) => {
  const { document, sheet } = await setForm(form, options);
  return { bytes: await document.save({ useObjectStreams: false }), marks: sheet.marks };
};

for (const form of [surgery, anaesthesia, transfusion, specialTreatment, criticalNotice, other])
  keep(form, (await plain(form)).bytes, ['classic-xref']);

const copyOf = (form, slug, patient, signers = form.signers) => {
  const named = signers.map((signer) =>
    signer.name ? { ...signer, name: patient.name ?? form.patient.name } : signer,
  );
  return { ...form, slug, patient: { ...form.patient, ...patient }, signers: named };
};

{
  const form = copyOf(criticalNotice, 'critical-notice-scanned', {
    name: '马秀英',
    sex: 'female',
    birthDate: '1950-10-21',
    bed: '05床',
    visitId: 'ZY2611020605',
  });
  const { bytes, marks } = await plain(form);
  const { page, x, top } = marks.get('患者授权亲属签名');
  const anchor = { kind: 'rect', page, x: Math.round(x), y: Math.round(top), width: 150, height: 52 };
  keep(
    form,
    await scanned(bytes, form.title),
    ['scanned', 'classic-xref'],
    form.signers.map((signer) => ({ ...signer, anchor })),
  );
}
{
  const form = copyOf(specialTreatment, 'special-treatment-rotated', {
    name: '何志远',
    sex: 'male',
    birthDate: '1980-01-07',
    bed: '33床',
    visitId: 'ZY2611020433',
  });
  keep(form, (await plain(form, { rotate: true })).bytes, ['rotate-90', 'classic-xref']);
}
{
  const { document } = await setForm(booklet, {
    prepare: (made, blocks) => bookletBlocks(blocks, (index) => made.embedPng(sectorScan(2611 + index))),
  });
  keep(booklet, await document.save({ useObjectStreams: false }), ['20-pages', '2-megabytes', 'classic-xref']);
}
{
  const form = copyOf(anaesthesia, 'anaesthesia-acroform', {
    name: '林晓燕',
    birthDate: '1992-04-15',
    bed: '09床',
    visitId: 'ZY2611020109',
  });
  const { document, sheet } = await setForm(form);
  addAcroForm(document, sheet);
  const anchor = { kind: 'field', name: 'PatientSignature' };
  keep(
    form,
    await document.save({ useObjectStreams: false }),
    ['acroform', 'classic-xref'],
    form.signers.map((signer) => ({ ...signer, anchor })),
  );
}
{
  const form = copyOf(transfusion, 'transfusion-object-streams', {
    name: '黄桂香',
    sex: 'female',
    birthDate: '1955-06-02',
    bed: '25床',
    visitId: 'ZY2611020225',
  });
  const { document } = await setForm(form);
  keep(form, await document.save({ useObjectStreams: true }), ['object-streams', 'xref-stream']);
}
{
  const form = copyOf(other, 'other-picc-linearized', {
    name: '郑龘',
    birthDate: '1969-11-11',
    bed: '20床',
    visitId: 'ZY2611020620',
  });
  keep(form, linearized((await plain(form)).bytes), ['linearized', 'classic-xref']);
}
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
const total = manifest.reduce((sum, entry) => sum + entry.size, 0);
console.log(`${manifest.length} documents, ${(total / 1e6).toFixed(2)} MB`);
