import { REPORT, WACOM_VENDOR_ID } from '../report/wacom-stu';
import type { PenTabletDefinition, SerialLink } from './definition';

/** 128000 baud 8N1, DTR low and RTS high after opening (vendor SDK, SerialInterface.cpp). */
const link = (productId: number): SerialLink => ({
  kind: 'serial',
  baudRates: [128_000],
  parity: 'none',
  lines: { dtr: false, rts: true },
  usb: [{ vendorId: WACOM_VENDOR_ID, productId }],
});

export const WACOM_STU: readonly PenTabletDefinition<'wacom-stu'>[] = [
  {
    id: 'wacom-stu-430v',
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product: 'STU-430V',
    proven: 'emulator',
    links: [link(0x00a6)],
    codec: { family: 'wacom-stu', modelPattern: '430', unitsPerInch: 2540, serialReport: REPORT.uid2 },
    evidenceGrade: 'A',
    hasScreen: true,
    quirks: ['Serves serial only when its default mode (report 0x0C) is 2.'],
  },
  {
    id: 'wacom-stu-540',
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product: 'STU-540',
    proven: 'emulator',
    links: [link(0x00a8)],
    codec: { family: 'wacom-stu', modelPattern: '540', unitsPerInch: 2540, serialReport: REPORT.eSerial },
    evidenceGrade: 'A',
    hasScreen: true,
    quirks: [
      'Serves serial only when its default mode (report 0x0C) is 2.',
      'Is deaf for more than 750 ms after a soft reset.',
    ],
  },
];
