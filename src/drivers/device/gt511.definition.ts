import type { FingerprintPadDefinition } from './definition';

const QUIRKS = [
  'Speaks 9600 baud after power on; the kiosk goes to 115200, where an image takes about five seconds instead of one minute.',
  'The data sheet names 258 x 202 pixels and no orientation: that a row has 258 of them is our own assumption.',
  'Where the firmware refuses its image, the raw one of 160x120 is read instead; its resolution is not stated.',
  'That 450 dpi is its resolution is widely stated, in no document that we hold.',
  'The USB bridge has no id of its own: name the port in the settings.',
];

const row = (id: string, product: string): FingerprintPadDefinition<'gt511'> => ({
  id,
  version: '1',
  kind: 'fingerprint-pad',
  vendor: 'ADH-Tech',
  product,
  proven: 'emulator',
  codec: { family: 'gt511', imageBaudRate: 115_200 },
  // as it is after power on, as we left it, then the rest of the data sheet
  links: [{ kind: 'serial', baudRates: [9600, 115_200, 57_600, 38_400, 19_200], parity: 'none', usb: [] }],
  image: { width: 258, height: 202, bitsPerPixel: 8, dpi: 450 },
  quirks: QUIRKS,
});

export const GT511: readonly FingerprintPadDefinition<'gt511'>[] = [
  row('gt511-c3', 'GT-511C3'),
  row('gt511-c1r', 'GT-511C1R'),
];
