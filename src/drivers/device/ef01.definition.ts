import type { FingerprintPadDefinition } from './definition';

export const EF01: readonly FingerprintPadDefinition[] = [
  {
    id: 'ef01-zfm-20',
    version: '1',
    kind: 'fingerprint-pad',
    vendor: 'ZhianTec',
    product: 'ZFM-20',
    proven: 'emulator',
    codec: { family: 'ef01' },
    // 57600 is the factory setting (manual, SetSysPara 4); behind whatever USB bridge the maker soldered
    links: [{ kind: 'serial', baudRates: [57_600], parity: 'none', usb: [] }],
    image: { width: 256, height: 288, bitsPerPixel: 4, dpi: 500 },
    quirks: [
      'An image takes about seven seconds at 57600 baud.',
      'The USB bridge has no id of its own: name the port in the settings.',
    ],
  },
];
