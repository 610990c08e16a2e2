import { toBase64 } from '../base';
import { nameValue, parseCertificate } from '../pki';
import type { ElectronicSeal, SealPicture } from '../ses';
import type { SealFacts } from './types';

/** First bytes of what a browser may be asked to draw; SVG and OFD are named, not drawn: they can carry programs. */
const FORMATS: readonly (readonly [mime: string, magic: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/bmp', [0x42, 0x4d]],
];
/** A seal's picture has some ten thousand bytes; a report is no place for more than this. */
const MAX_SHOWN_BYTES = 256 * 1024;

const dataUrl = ({ data }: SealPicture): string | null => {
  const format = FORMATS.find(([, magic]) => magic.every((byte, index) => data[index] === byte));
  return format && data.length <= MAX_SHOWN_BYTES ? `data:${format[0]};base64,${toBase64(data)}` : null;
};

/** What a report tells of a seal. */
export const sealFacts = (seal: ElectronicSeal): SealFacts => {
  const maker = parseCertificate(seal.makerCertificate);
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    standard: seal.standard,
    id: seal.id,
    name: seal.name,
    maker: (maker.ok && nameValue(maker.value.subject, 'commonName')) || null,
    vendor: seal.vendor,
    created: iso(seal.createdMs),
    validFrom: iso(seal.notBeforeMs),
    validTo: iso(seal.notAfterMs),
    picture: {
      format: seal.picture.type,
      widthMm: seal.picture.widthMm,
      heightMm: seal.picture.heightMm,
      dataUrl: dataUrl(seal.picture),
    },
  };
};
