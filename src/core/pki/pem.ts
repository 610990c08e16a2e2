import { fromBase64, toBase64 } from '../base';

export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
}

/** Textual encoding of RFC 7468: strict base64 lines of 64 characters. */
export const toPem = (label: string, der: Uint8Array): string => {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\s]*)-----END ([A-Z0-9 ]{1,64})-----/g;
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** Every well-formed block of the text; explanatory text around and damaged blocks are passed over (RFC 7468 section 2). */
export const fromPem = (text: string): readonly PemBlock[] => {
  if (text.length > MAX_CHARACTERS) return [];
  const blocks: PemBlock[] = [];
  for (const [, label, body, endLabel] of text.matchAll(BLOCK)) {
    const der = fromBase64((body as string).replace(/\s+/g, ''));
    if (label === endLabel && der !== undefined && der.length > 0) blocks.push({ label: label as string, der });
  }
  return blocks;
};
