import type { PenTabletDefinition } from './definition';

const HANWANG = 0x0b57;
/** Model, product id, largest x and y (Linux drivers/input/tablet/hanwang.c). */
const MODELS: readonly (readonly [string, number, number, number])[] = [
  ['0906', 0x8528, 0x5757, 0x3692],
  ['0604', 0x8529, 0x3d84, 0x2672],
  ['1308', 0x852a, 0x7f00, 0x4f60],
];

export const HANWANG_PEN: readonly PenTabletDefinition<'hanwang'>[] = MODELS.map(([model, productId, xMax, yMax]) => ({
  id: `hanwang-art-master-iii-${model}`,
  version: '1',
  kind: 'pen-tablet',
  vendor: 'Hanwang',
  product: `Art Master III ${model}`,
  proven: 'emulator',
  links: [{ kind: 'hid', usb: [{ vendorId: HANWANG, productId }] }],
  codec: { family: 'hanwang', init: [], range: { xMax, yMax, pressureMax: 2047, unitsPerInch: 2540 } },
  evidenceGrade: 'B',
  hasScreen: false,
  quirks: [
    'The resolution is taken from the size of the area: 2540 units make the published inches come out even.',
    'Linux does not treat it as a HID device (hid-quirks.c): its own driver makes an input device of it, which is read as the pointer of the screen.',
  ],
}));
