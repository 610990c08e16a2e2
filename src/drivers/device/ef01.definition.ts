import type { FingerprintPadDefinition, SerialLink } from './definition';
import { wirelessLink } from './wireless-link';

/** 9600 times N, N 1 to 12 (manual, SetSysPara 4): the factory setting, what people set for speed, then the rest. */
const RATES = [6, 12, 1, 4, 2, 3, 5, 7, 8, 9, 10, 11].map((n) => 9600 * n);
const LINKS: readonly SerialLink[] = [
  { kind: 'serial', baudRates: RATES, parity: 'none', usb: [] },
  wirelessLink(57_600),
];
/** Four bits a pixel over a UART, eight over USB (manual, UpImage). */
const UART = { width: 256, height: 288, bitsPerPixel: 4 } as const;
const USB = { width: 256, height: 288, bitsPerPixel: 8 } as const;
/** Widely stated for the round R503, in no manual that we hold. */
const ROUND = { width: 192, height: 192, bitsPerPixel: 4 } as const;
const QUIRKS = [
  'An image takes about seven seconds at 57600 baud.',
  'The USB bridge has no id of its own: name the port in the settings.',
];

type Ef01Row = Pick<FingerprintPadDefinition<'ef01'>, 'id' | 'vendor' | 'product' | 'codec'> & {
  readonly quirk?: string;
};
const ROWS: readonly Ef01Row[] = [
  { id: 'ef01-zfm-20', vendor: 'ZhianTec', product: 'ZFM-20', codec: { family: 'ef01', otherImages: [USB] } },
  { id: 'ef01-r30x', vendor: 'GROW', product: 'R305, R307', codec: { family: 'ef01', otherImages: [USB] } },
  { id: 'ef01-as608', vendor: 'Synochip', product: 'AS608', codec: { family: 'ef01', otherImages: [USB] } },
  {
    id: 'ef01-r503',
    vendor: 'GROW',
    product: 'R503',
    codec: { family: 'ef01', otherImages: [ROUND] },
    quirk: 'The size of its image is not published: 192x192 or 256x288 by what arrives.',
  },
];

export const EF01: readonly FingerprintPadDefinition<'ef01'>[] = ROWS.map(({ quirk, ...row }) => ({
  ...row,
  version: '1',
  kind: 'fingerprint-pad',
  proven: 'emulator',
  links: LINKS,
  image: { ...UART, dpi: 500 },
  quirks: quirk === undefined ? QUIRKS : [...QUIRKS, quirk],
}));
