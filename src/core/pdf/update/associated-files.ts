import { attemptAsync, latin1, Refusal, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfValue } from '../syntax/value';
import { writeName, writeRef, writeStream, writeText } from '../syntax/write';
import type { AssociatedFile, ObjectRef } from '../types';
import type { RevisionBuilder } from './revision-builder';
import { pdfDate } from './signature-dictionary';

const MAX_FILES = 64;
const RELATIONSHIPS = ['Data', 'Supplement', 'Source', 'Alternative', 'Unspecified'] as const;

/** Embeds a file as it is (ISO 32000-2 7.11.4): never compressed, so that any tool can cut it out. */
export const addAssociatedFile = (
  revision: RevisionBuilder,
  file: AssociatedFile,
  timeMs: number,
  zoneMinutes: number,
): ObjectRef => {
  const params = `/Params<</Size ${file.bytes.length}/ModDate(${pdfDate(timeMs, zoneMinutes)})>>`;
  const stream = revision.add(writeStream(`/Type/EmbeddedFile/Subtype${writeName(file.mime)}${params}`, file.bytes));
  const name = writeText(file.name);
  const description = file.description === undefined ? '' : `/Desc${writeText(file.description)}`;
  return revision.add(
    latin1(
      `<</Type/Filespec/F${name}/UF${name}${description}/AFRelationship/${file.relationship}` +
        `/EF<</F ${writeRef(stream)}/UF ${writeRef(stream)}>>>>`,
    ),
  );
};

const readFile = async (store: ObjectStore, value: PdfValue): Promise<AssociatedFile | undefined> => {
  const spec = await store.dict(value);
  const embedded = await store.dict(spec?.entries.get('EF'));
  const stream = await store.stream(embedded?.entries.get('UF') ?? embedded?.entries.get('F'));
  if (spec === undefined || stream === undefined) return undefined;
  const relationship = await store.name(spec.entries.get('AFRelationship'));
  return {
    name: (await store.text(spec.entries.get('UF') ?? spec.entries.get('F'))) ?? '',
    mime: (await store.name(stream.value.entries.get('Subtype'))) ?? 'application/octet-stream',
    relationship: RELATIONSHIPS.find((known) => known === relationship) ?? 'Unspecified',
    bytes: await store.streamData(stream),
  };
};

/** Dictionaries of a signature that may carry /AF: its widget, the widget's normal appearance, its value. */
const carriers = async (doc: PdfDocument, fieldName: string): Promise<PdfDict[]> => {
  const { store } = doc.parts;
  const field = (await doc.fieldTree()).fields.find((node) => node.name === fieldName && node.type === 'Sig');
  if (field === undefined) throw new Refusal('PDF_FIELD_NOT_FOUND', fieldName);
  const widget = field.widgets[0]?.dict ?? field.dict;
  const appearances = await store.dict(widget.entries.get('AP'));
  const normal = await store.dict(appearances?.entries.get('N'));
  const value = await store.dict(field.dict.entries.get('V'));
  return [normal, widget, value].filter((dict) => dict !== undefined);
};

const read = async (doc: PdfDocument, fieldName: string): Promise<AssociatedFile[]> => {
  const out: AssociatedFile[] = [];
  for (const dict of await carriers(doc, fieldName)) {
    const list = await doc.parts.store.array(dict.entries.get('AF'));
    for (const item of list?.items.slice(0, MAX_FILES) ?? []) {
      const file = await readFile(doc.parts.store, item);
      if (file !== undefined) out.push(file);
    }
  }
  return out;
};

/** Files tied to a signature by /AF; PDF_FIELD_NOT_FOUND, and the errors of reading streams. */
export const associatedFilesOf = (doc: PdfDocument, fieldName: string): Promise<Result<readonly AssociatedFile[]>> =>
  attemptAsync(() => read(doc, fieldName));
