import { ENCODING_FLAG, REPORT, WACOM_VENDOR_ID } from '../report/wacom-stu';
import type { HidLink, PenTabletDefinition, SerialLink } from './definition';
import { wirelessLink } from './wireless-link';

const usb = (productId: number) => [{ vendorId: WACOM_VENDOR_ID, productId }];
const hid = (productId: number): HidLink => ({ kind: 'hid', usb: usb(productId) });

/** 8N1, DTR low and RTS high after opening (vendor SDK, SerialInterface.cpp); a cable without USB ids is named in the settings. */
const serial = (baudRate: number, productId?: number): SerialLink => ({
  kind: 'serial',
  baudRates: [baudRate],
  parity: 'none',
  lines: { dtr: false, rts: true },
  usb: productId === undefined ? [] : usb(productId),
});

const { zlib, bit1, bit16, bit24 } = ENCODING_FLAG;
const PAD = {
  version: '1',
  kind: 'pen-tablet',
  vendor: 'Wacom',
  proven: 'emulator',
  hasScreen: true,
} as const;
const STU = { family: 'wacom-stu', unitsPerInch: 2540 } as const;
/** The oldest pads: neither time nor number with their reports, 1-bit pictures of the whole screen. */
const UNNUMBERED = { optionModes: [], encodingFlags: bit1, screenAreas: false, encryption: 'dh' } as const;
/** Time count and sequence number with every report. */
const NUMBERED = { optionModes: [3, 1, 2], screenAreas: true, encryption: 'rsa' } as const;
/** The 430V is a 430 that speaks over its serial port as well. */
const OF_430 = { ...STU, modelPattern: '430', serialReport: REPORT.uid2, encodingFlags: bit1, ...NUMBERED } as const;
const SERIAL_MODE = 'Serves serial only when its default mode (report 0x0C) is 2, HID when it is 1.';
const NO_NUMBERS = 'Its reports are not numbered: a lost one shows only as a gap in time.';

/** Screens and ids: reference of the devices, 1.2. The 541 speaks TLS over USB and is not served. */
export const WACOM_STU: readonly PenTabletDefinition<'wacom-stu'>[] = [
  {
    ...PAD,
    id: 'wacom-stu-300',
    product: 'STU-300',
    links: [hid(0x00a2)],
    codec: {
      ...STU,
      modelPattern: '300',
      ...UNNUMBERED,
    },
    evidenceGrade: 'B',
    quirks: [NO_NUMBERS, 'Does not tell its rate, resolution and encodings.'],
  },
  {
    ...PAD,
    id: 'wacom-stu-430',
    product: 'STU-430',
    links: [hid(0x00a4)],
    codec: OF_430,
    evidenceGrade: 'A',
    quirks: [],
  },
  {
    ...PAD,
    id: 'wacom-stu-430v',
    product: 'STU-430V',
    links: [serial(128_000, 0x00a6), hid(0x00a6), wirelessLink(128_000)],
    codec: OF_430,
    evidenceGrade: 'A',
    quirks: [SERIAL_MODE],
  },
  {
    ...PAD,
    id: 'wacom-stu-500',
    product: 'STU-500',
    links: [hid(0x00a1), serial(115_200), wirelessLink(115_200)],
    codec: {
      ...STU,
      modelPattern: '500',
      ...UNNUMBERED,
    },
    evidenceGrade: 'B',
    quirks: [NO_NUMBERS, 'Does not tell its rate, resolution and encodings.'],
  },
  {
    ...PAD,
    id: 'wacom-stu-520a',
    product: 'STU-520A',
    links: [hid(0x00a3)],
    codec: {
      ...STU,
      modelPattern: '520',
      ...UNNUMBERED,
      optionModes: [1],
      encodingFlags: bit16 | bit1,
    },
    evidenceGrade: 'B',
    quirks: ['Reports carry the time of the pad, but no number.', 'Wiping its screen takes up to 600 ms.'],
  },
  {
    ...PAD,
    id: 'wacom-stu-530',
    product: 'STU-530',
    links: [hid(0x00a5), serial(128_000), wirelessLink(128_000)],
    codec: {
      ...STU,
      modelPattern: '530',
      serialReport: REPORT.uid2,
      encodingFlags: bit24 | bit16 | bit1 | zlib,
      ...NUMBERED,
    },
    evidenceGrade: 'A',
    quirks: ['The 530V serves a serial port without USB ids of its own: name it in the settings.'],
  },
  {
    ...PAD,
    id: 'wacom-stu-540',
    product: 'STU-540',
    links: [serial(128_000, 0x00a8), hid(0x00a8), wirelessLink(128_000)],
    codec: {
      ...STU,
      modelPattern: '540',
      serialReport: REPORT.eSerial,
      encodingFlags: bit24 | bit16 | bit1 | zlib,
      ...NUMBERED,
    },
    evidenceGrade: 'A',
    quirks: [SERIAL_MODE, 'Is deaf for more than 750 ms after a soft reset.'],
  },
];
