import { err, ok, type Result } from '../../core/base';

/** What one device of a recording is, as far as the recording tells. */
export interface RecordedHid {
  readonly name?: string;
  readonly vendorId?: number;
  readonly productId?: number;
  readonly reportDescriptor?: Uint8Array;
}

/** Reports of one or several HID devices, first byte the report id where the device uses ids. */
export interface HidRecording {
  readonly devices: readonly RecordedHid[];
  readonly reports: readonly { readonly device: number; readonly timeUs: number; readonly bytes: Uint8Array }[];
}

const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_REPORTS = 1_000_000;
const MAX_DEVICES = 64;
/** HID 1.11, 6.2.1: the length of a report descriptor has 16 bits; Linux takes no more than 4096 (HID_MAX_DESCRIPTOR_SIZE). */
const MAX_BYTES = 4096;

type Draft = { -readonly [K in keyof RecordedHid]: RecordedHid[K] };

/**
 * The text of hid-recorder (hid-tools): `D: n` chooses a device, `R: length bytes` its report descriptor, `N: name`,
 * `I: bus vendor product`, `E: seconds.microseconds length bytes` one report; `#` begins a comment, other letters say
 * nothing about reports. DEVICE_GARBLED for anything else, and for lengths that are not those of the bytes.
 */
export function parseHidrawText(text: string): Result<HidRecording> {
  if (text.length > MAX_CHARACTERS) return err('DEVICE_GARBLED', 'the recording is too long');
  const devices: Draft[] = [];
  const reports: { device: number; timeUs: number; bytes: Uint8Array }[] = [];
  let current = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const match = /^([A-Z]):\s*(.*?)\s*$/.exec(line);
    if (match === null) {
      if (/^\s*(#.*)?$/.test(line)) continue;
      return err('DEVICE_GARBLED', `line ${index + 1} of the recording`);
    }
    const [, letter, rest] = match as unknown as [string, string, string];
    if (letter === 'D') current = /^\d{1,2}$/.test(rest) ? Number(rest) : MAX_DEVICES;
    const known =
      current < MAX_DEVICES &&
      (letter === 'E' ? event(rest, current, reports) : about(letter, rest, device(devices, current)));
    if (!known || reports.length > MAX_REPORTS) return err('DEVICE_GARBLED', `line ${index + 1} of the recording`);
  }
  if (reports.length === 0) return err('DEVICE_GARBLED', 'no report in the recording');
  return ok({ devices, reports });
}

function device(devices: Draft[], number: number): Draft {
  while (devices.length <= number) devices.push({});
  return devices[number] as Draft;
}

/** Lines about a device; false when one of a known letter cannot be read. */
function about(letter: string, rest: string, draft: Draft): boolean {
  if (letter === 'N') draft.name = rest.slice(0, 200);
  if (letter === 'I') {
    const ids = /^[0-9a-fA-F]+ ([0-9a-fA-F]{1,4}) ([0-9a-fA-F]{1,4})$/.exec(rest);
    if (ids === null) return false;
    draft.vendorId = Number.parseInt(ids[1] as string, 16);
    draft.productId = Number.parseInt(ids[2] as string, 16);
  }
  if (letter !== 'R') return true;
  const bytes = counted(rest);
  if (bytes !== undefined) draft.reportDescriptor = bytes;
  return bytes !== undefined;
}

function event(
  rest: string,
  number: number,
  reports: { device: number; timeUs: number; bytes: Uint8Array }[],
): boolean {
  const match = /^(\d{1,10})\.(\d{6}) (.*)$/.exec(rest);
  const bytes = match === null ? undefined : counted(match[3] as string);
  if (match === null || bytes === undefined) return false;
  reports.push({ device: number, timeUs: Number(match[1]) * 1_000_000 + Number(match[2]), bytes });
  return true;
}

/** `length byte byte …`: a decimal count, then so many bytes in hex. */
function counted(text: string): Uint8Array | undefined {
  const [count, ...bytes] = text.split(' ');
  const sound =
    Number(count) === bytes.length && bytes.length <= MAX_BYTES && bytes.every((byte) => /^[0-9a-fA-F]{2}$/.test(byte));
  return sound ? Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)) : undefined;
}
