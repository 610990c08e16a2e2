import { WACOM_VENDOR_ID } from '../report/wacom-stu';
import type { InitStep, PenTabletDefinition } from './definition';

/** Feature report 2, value 2: leave the mouse emulation for the tablet's own reports. */
const TABLET_MODE: readonly InitStep[] = [{ kind: 'feature', bytes: [0x02, 0x02] }];

export const WACOM_PEN: readonly PenTabletDefinition<'wacom-pen'>[] = [
  {
    id: 'wacom-ctl-472',
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product: 'One by Wacom S (CTL-472)',
    proven: 'emulator',
    links: [{ kind: 'hid', usb: [{ vendorId: WACOM_VENDOR_ID, productId: 0x037a }] }],
    codec: {
      family: 'wacom-pen',
      layout: 'intuos',
      init: TABLET_MODE,
      range: { xMax: 15_200, yMax: 9500, pressureMax: 2047, unitsPerInch: 2540 },
    },
    evidenceGrade: 'B',
    hasScreen: false,
    quirks: ['With the vendor driver on Windows every report is one byte longer.'],
  },
];
