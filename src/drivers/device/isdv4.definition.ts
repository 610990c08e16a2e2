import type { PenTabletDefinition } from './definition';

export const ISDV4: readonly PenTabletDefinition<'isdv4'>[] = [
  {
    id: 'wacom-isdv4',
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product: 'ISDV4 pen of a tablet computer',
    proven: 'emulator',
    // xf86-input-wacom, tools/isdv4-serial-inputattach.c: 19200, newer ones 38400
    links: [{ kind: 'serial', baudRates: [19_200, 38_400], parity: 'none', usb: [] }],
    // 100 units a millimetre (Linux, wacom_w8001.c)
    codec: { family: 'isdv4', unitsPerInch: 2540 },
    evidenceGrade: 'B',
    hasScreen: false,
    quirks: [
      'A port inside the computer, without USB ids: name it in the settings.',
      'The kernel driver has to let go of the port first.',
    ],
  },
];
