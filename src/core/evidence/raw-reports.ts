import { attempt, fromLatin1, latin1, Refusal, type Result } from '../base';

/** docs/evidence-format.md 3.2. */
const MAGIC = 'IWRR';
const VERSION = 1;
const HEADER = 12;
const RECORD_HEADER = 18;
const NO_DEVICE_TIME = 0xffff_ffff_ffff_ffffn;
/** An hour at 1,000 reports a second. */
const MAX_REPORTS = 3_600_000;

/** One report as a device gave it. */
export interface TimedReport {
  /** Host's monotonic clock, whole microseconds. */
  readonly hostTimeUs: number;
  /** Device's own clock, ticks since it began, unwrapped; absent where the device has none. */
  readonly deviceTime?: number;
  readonly bytes: Uint8Array;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function check(report: TimedReport): void {
  if (!isCount(Math.round(report.hostTimeUs)) || report.bytes.length > 0xffff)
    throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'report');
  if (report.deviceTime !== undefined && !isCount(report.deviceTime))
    throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'device time');
}

/** pen.raw: "IWRR", version, count, then each report with host time, device time, length. Numbers are big-endian. */
export function encodeRawReports(reports: readonly TimedReport[]): Result<Uint8Array> {
  return attempt(() => {
    if (reports.length > MAX_REPORTS) throw new Refusal('EVIDENCE_CAPTURE_INVALID', `${reports.length} reports`);
    reports.forEach(check);
    const size = reports.reduce((sum, { bytes }) => sum + RECORD_HEADER + bytes.length, HEADER);
    const out = new Uint8Array(size);
    const view = new DataView(out.buffer);
    out.set(latin1(MAGIC));
    view.setUint32(4, VERSION);
    view.setUint32(8, reports.length);
    let at = HEADER;
    for (const { hostTimeUs, deviceTime, bytes } of reports) {
      view.setBigUint64(at, BigInt(Math.round(hostTimeUs)));
      view.setBigUint64(at + 8, deviceTime === undefined ? NO_DEVICE_TIME : BigInt(deviceTime));
      view.setUint16(at + 16, bytes.length);
      out.set(bytes, at + RECORD_HEADER);
      at += RECORD_HEADER + bytes.length;
    }
    return out;
  });
}

const timeOf = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'time');
  return Number(value);
};

/** Reads pen.raw. EVIDENCE_CAPTURE_INVALID for another version, a wrong count, truncated or left-over bytes. */
export function decodeRawReports(bytes: Uint8Array): Result<TimedReport[]> {
  return attempt(() => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < HEADER || fromLatin1(bytes, 0, 4) !== MAGIC || view.getUint32(4) !== VERSION)
      throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'header');
    const count = view.getUint32(8);
    const reports: TimedReport[] = [];
    let at = HEADER;
    while (reports.length < count) {
      if (at + RECORD_HEADER > bytes.length) throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'truncated');
      const device = view.getBigUint64(at + 8);
      const end = at + RECORD_HEADER + view.getUint16(at + 16);
      if (end > bytes.length) throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'truncated');
      const base = { hostTimeUs: timeOf(view.getBigUint64(at)), bytes: bytes.subarray(at + RECORD_HEADER, end) };
      reports.push(device === NO_DEVICE_TIME ? base : { ...base, deviceTime: timeOf(device) });
      at = end;
    }
    if (at !== bytes.length) throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'bytes left over');
    return reports;
  });
}
