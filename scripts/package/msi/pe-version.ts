import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** File version and language of a Windows program, from its version resource; undefined where there is none. */
export function peVersion(bytes: Buffer): { readonly version: string; readonly language: number } | undefined {
  if (bytes.length < 0x40 || bytes.readUInt16LE(0) !== 0x5a4d) return undefined;
  try {
    const program = NtExecutable.from(bytes, { ignoreCert: true });
    const [info] = Resource.VersionInfo.fromEntries(NtExecutableResource.from(program).entries);
    if (!info) return undefined;
    const { fileVersionMS: high, fileVersionLS: low } = info.fixedInfo;
    const version = [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
    return { version, language: Number(info.lang) };
  } catch {
    return undefined;
  }
}
