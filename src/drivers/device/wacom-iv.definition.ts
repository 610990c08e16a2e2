import type { PenTabletDefinition, SerialLink } from './definition';

/** 9600 after power-on; a tablet that an older program left faster is found at one of the others. */
const LINK: SerialLink = { kind: 'serial', baudRates: [9600, 19_200, 38_400], parity: 'none', usb: [] };
const NAME_THE_PORT = 'A serial port has no ids: name it in the settings.';

/** Models, pressure bits and eraser bits after Linux, wacom_serial4.c. */
export const WACOM_IV: readonly PenTabletDefinition<'wacom-iv'>[] = [
  {
    id: 'wacom-iv-digitizer-ii',
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product: 'Digitizer II (UD series)',
    proven: 'emulator',
    links: [LINK],
    codec: {
      family: 'wacom-iv',
      modelPattern: 'UD',
      layout: { tilt: false, extraPressureBits: 1, eraserButton: 4 },
    },
    evidenceGrade: 'B',
    hasScreen: false,
    quirks: [NAME_THE_PORT],
  },
  {
    id: 'wacom-iv-digitizer-ii-tilt',
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product: 'Digitizer II with tilt (UD series, ROM 1.4 and newer)',
    proven: 'emulator',
    links: [LINK],
    codec: { family: 'wacom-iv', modelPattern: 'UD', layout: { tilt: true, extraPressureBits: 1, eraserButton: 4 } },
    evidenceGrade: 'B',
    hasScreen: false,
    quirks: [NAME_THE_PORT],
  },
];
