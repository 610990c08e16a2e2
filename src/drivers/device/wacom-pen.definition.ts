import type { WacomPenLayout } from '../report/wacom-pen';
import { WACOM_VENDOR_ID } from '../report/wacom-stu';
import type { InitStep, PenRange, PenTabletDefinition } from './definition';

/** Feature report 2, value 2: leave the mouse emulation for the tablet's own reports. */
const TABLET_MODE: readonly InitStep[] = [{ kind: 'feature', bytes: [0x02, 0x02] }];
const DRIVER_QUIRK = 'With the vendor driver on Windows every report is one byte longer; both forms are read.';

interface Model {
  readonly id: string;
  readonly product: string;
  readonly productId: number;
  readonly layout: WacomPenLayout;
  readonly range: PenRange;
  readonly proven?: PenTabletDefinition['proven'];
  readonly init?: readonly InitStep[];
  readonly evidenceGrade?: 'A';
  readonly hasScreen?: true;
  readonly displayName?: string;
  readonly displayMargin?: number;
  readonly quirks?: readonly string[];
}

const range = (xMax: number, yMax: number, pressureMax: number, unitsPerInch: number): PenRange => ({
  xMax,
  yMax,
  pressureMax,
  unitsPerInch,
});

// Ids and ranges: Linux wacom_wac.c; CTL-4100, PTH-660, PTK-470 and Intuos 2018: OpenTabletDriver's configurations
const MODELS: readonly Model[] = [
  {
    id: 'wacom-ctl-460',
    product: 'Bamboo Pen (CTL-460)',
    productId: 0x00d4,
    layout: 'bamboo',
    range: range(14_720, 9200, 1023, 2540),
    proven: 'captures',
  },
  {
    id: 'wacom-cth-470',
    product: 'Bamboo Pen & Touch (CTH-470)',
    productId: 0x00de,
    layout: 'intuos',
    range: range(14_720, 9200, 1023, 2540),
    proven: 'kernel',
  },
  {
    id: 'wacom-ctl-472',
    product: 'One by Wacom S (CTL-472)',
    productId: 0x037a,
    layout: 'intuos',
    range: range(15_200, 9500, 2047, 2540),
    proven: 'kernel',
  },
  {
    id: 'wacom-ctl-480',
    product: 'Intuos S (CTL-480)',
    productId: 0x030e,
    layout: 'intuos',
    range: range(15_200, 9500, 1023, 2540),
    proven: 'captures',
    quirks: ['The wireless receiver sends report 0xC0 with its own state every 50 ms; it is passed over.'],
  },
  {
    id: 'wacom-ptk-440',
    product: 'Intuos4 S (PTK-440)',
    productId: 0x00b8,
    layout: 'intuos-v1',
    range: range(31_496, 19_685, 2047, 5080),
    proven: 'kernel',
  },
  {
    id: 'wacom-dtk-2241',
    product: 'Interactive pen display (DTK-2241)',
    productId: 0x0057,
    layout: 'intuos-v1',
    range: range(95_840, 54_260, 2047, 5080),
    proven: 'captures',
    hasScreen: true,
    displayName: 'DTK-2241',
    // WACOM_CINTIQ_OFFSET and, below, WACOM_DTU_OFFSET of Linux, drivers/hid/wacom_wac.c
    displayMargin: 400,
  },
  {
    id: 'wacom-ctl-4100',
    product: 'Intuos S (CTL-4100)',
    productId: 0x0374,
    layout: 'intuos-v2',
    range: range(15_200, 9500, 4095, 2540),
    init: [],
  },
  {
    id: 'wacom-pth-660',
    product: 'Intuos Pro M (PTH-660)',
    productId: 0x0357,
    layout: 'intuos-v2',
    range: range(44_800, 29_600, 8191, 5080),
    init: [],
  },
  {
    id: 'wacom-ptk-470',
    product: 'Intuos Pro S (PTK-470)',
    productId: 0x03f5,
    layout: 'intuos-v3',
    range: range(37_400, 21_000, 8191, 5080),
  },
  {
    id: 'wacom-dtu-1631',
    product: 'Pen display (DTU-1631)',
    productId: 0x00f0,
    layout: 'dtu',
    range: range(34_623, 19_553, 511, 2540),
    proven: 'kernel',
    hasScreen: true,
    displayName: 'DTU-1631',
  },
  {
    id: 'wacom-dtu-1031',
    product: 'Pen display (DTU-1031)',
    productId: 0x00fb,
    layout: 'dtu-s',
    range: range(22_096, 13_960, 511, 2540),
    proven: 'captures',
    // bytes 7 to 10 of its reports, as a public capture shows
    evidenceGrade: 'A',
    hasScreen: true,
    displayName: 'DTU-1031',
    displayMargin: 200,
  },
];

export const WACOM_PEN: readonly PenTabletDefinition<'wacom-pen'>[] = MODELS.map(
  ({ id, product, productId, layout, range: given, proven, init, evidenceGrade, hasScreen, quirks, ...display }) => ({
    id,
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Wacom',
    product,
    proven: proven ?? 'emulator',
    links: [{ kind: 'hid', usb: [{ vendorId: WACOM_VENDOR_ID, productId }] }],
    codec: { family: 'wacom-pen', layout, init: init ?? TABLET_MODE, range: given },
    evidenceGrade: evidenceGrade ?? 'B',
    hasScreen: hasScreen ?? false,
    ...display,
    quirks: [...(quirks ?? []), DRIVER_QUIRK],
  }),
);
