/** Text of an exported key, far above what our settings need. */
const MAX_CHARS = 1 << 20;

export type RegistryValue = string | number | readonly string[];

const withoutEscapes = (text: string): string => text.replace(/\\(["\\])/g, '$1');

/** `hex(7):41,00,00,00`: UTF-16LE texts, each ended by a zero. */
function multiText(hex: string): readonly string[] {
  const bytes = Uint8Array.from(hex.split(',').filter(Boolean), (byte) => Number.parseInt(byte, 16));
  return new TextDecoder('utf-16le').decode(bytes).split('\0').filter(Boolean);
}

function valueWritten(written: string): RegistryValue | undefined {
  const quoted = /^"(.*)"$/s.exec(written);
  if (quoted) return withoutEscapes(quoted[1] as string);
  const dword = /^dword:([0-9a-f]{8})$/i.exec(written);
  if (dword) return Number.parseInt(dword[1] as string, 16);
  const list = /^hex\(7\):([0-9a-f,]*)$/i.exec(written);
  return list ? multiText(list[1] as string) : undefined;
}

/**
 * Values of one key from a file of `reg export` (version 5.00, UTF-16LE with its mark), by name in lower case: the
 * registry does not tell A from a. The default value has the empty name. Kinds that no setting has are left out, subkeys are not entered. The file is asked
 * for instead of the command's answer on the screen because that is in the code page of the machine.
 */
export function readRegistryFile(bytes: Uint8Array, key: string): ReadonlyMap<string, RegistryValue> {
  const values = new Map<string, RegistryValue>();
  const text = new TextDecoder('utf-16le').decode(bytes.subarray(0, MAX_CHARS * 2)).replace(/\\\r?\n\s*/g, '');
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\[(.*)\]$/.exec(line);
    if (section) inside = section[1]?.toLowerCase() === key.toLowerCase();
    const entry = inside ? /^(?:@|"((?:[^"\\]|\\.)*)")=(.*)$/s.exec(line) : null;
    const value = entry && valueWritten(entry[2] as string);
    if (entry && value !== undefined && value !== null) values.set(withoutEscapes(entry[1] ?? '').toLowerCase(), value);
  }
  return values;
}
