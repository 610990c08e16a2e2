import { err, fromHex, ok, type Result, toHex } from '../../core/base';
import type { JsonObject } from '../../core/evidence';
import type { ByteRange } from '../../core/pdf';
import type { SignerBasis } from '../../core/session';
import type { PreparedAct } from './prepare-act';

/** The record of a prepared act for the journal: everything but the tail, as JSON. The device key signs it there. */
export function recordOfAct(act: PreparedAct): JsonObject {
  const { prepared, basis } = act;
  return {
    taskId: act.taskId,
    fieldName: act.fieldName,
    basis: { ...basis },
    signingTimeMs: act.signingTimeMs,
    baseSize: act.baseSize,
    baseDigest: toHex(act.baseDigest),
    byteRange: [...prepared.byteRange],
    contentsStart: prepared.contentsStart,
    contentsEnd: prepared.contentsEnd,
    contentsBytes: prepared.contentsBytes,
    documentDigest: toHex(act.documentDigest),
    manifestDigest: toHex(act.manifestDigest),
    bindingA: toHex(act.bindingA),
    bindingB: toHex(act.bindingB),
  };
}

const digestOf = (record: JsonObject, name: string): Uint8Array => {
  const digest = fromHex(String(record[name]));
  if (digest?.length !== 32) throw new TypeError(name);
  return digest;
};
const numberOf = (record: JsonObject, name: string): number => {
  const value = record[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new TypeError(name);
  return value;
};

/** The act of a record and its tail. JOURNAL_RECORD_BROKEN for a record of another shape. */
export function actOfRecord(slot: number, record: JsonObject, tail: Uint8Array): Result<PreparedAct> {
  try {
    const baseSize = numberOf(record, 'baseSize');
    return ok({
      taskId: String(record['taskId']),
      slot,
      fieldName: String(record['fieldName']),
      basis: record['basis'] as unknown as SignerBasis,
      signingTimeMs: numberOf(record, 'signingTimeMs'),
      baseSize,
      baseDigest: digestOf(record, 'baseDigest'),
      prepared: {
        tail,
        base: baseSize,
        size: baseSize + tail.length,
        byteRange: record['byteRange'] as unknown as ByteRange,
        contentsStart: numberOf(record, 'contentsStart'),
        contentsEnd: numberOf(record, 'contentsEnd'),
        contentsBytes: numberOf(record, 'contentsBytes'),
      },
      documentDigest: digestOf(record, 'documentDigest'),
      manifestDigest: digestOf(record, 'manifestDigest'),
      bindingA: digestOf(record, 'bindingA'),
      bindingB: digestOf(record, 'bindingB'),
    });
  } catch (error) {
    return err('JOURNAL_RECORD_BROKEN', error instanceof Error ? error.message : 'shape');
  }
}
