import type { HidLink, InitStep, PenCodecOf, PenRange, PenTabletDefinition, UcLogicMode } from './definition';

const HUION = 0x256c;
const UC_LOGIC = 0x5543;
const UGEE = 0x28bd;

/** Output report 2 to the third interface: the tablet's own reports, no mouse (hid-uclogic-params.c). Ten bytes. */
const UGEE_MODE: readonly InitStep[] = [{ kind: 'output', bytes: [0x02, 0xb0, 0x04, 0, 0, 0, 0, 0, 0, 0] }];
const STRING_QUIRK =
  'Reading a string descriptor switches it over, which Windows does not let a program do: there the pointer of the screen takes its place; where Linux has a driver for it, the driver has done so, and the tablet is read as the digitizer that it makes of it.';

const V1: UcLogicMode = { parameters: 100, layout: 'v1' };
const V2: UcLogicMode = { parameters: 200, layout: 'v2' };
const GIANO: UcLogicMode = { parameters: 200, layout: 'giano' };
const OF_UGEE: UcLogicMode = { parameters: 100, layout: 'ugee' };
const GEN2: UcLogicMode = { parameters: 100, layout: 'ugee-gen2' };

const range = (xMax: number, yMax: number, pressureMax: number, unitsPerInch: number): PenRange => ({
  xMax,
  yMax,
  pressureMax,
  unitsPerInch,
});

interface Model {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly link: Omit<HidLink, 'kind'>;
  readonly codec: Omit<PenCodecOf<'uc-logic'>, 'family'>;
  readonly proven?: 'captures';
  readonly hasScreen?: true;
  readonly displayName?: string;
  readonly silenceMs?: number;
  readonly quirks: readonly string[];
}

const ids = (vendorId: number, ...productIds: number[]): HidLink['usb'] =>
  productIds.map((productId) => ({ vendorId, productId }));

const MODELS: readonly Model[] = [
  {
    id: 'huion-tablet',
    vendor: 'Huion',
    product: 'pen tablet (H420, 580, H640P, HS610, Q11K and kin)',
    link: { usb: ids(HUION, 0x006d, 0x006e, 0x006f, 0x0064), interface: 0 },
    codec: { init: [], modes: [V2, V1] },
    proven: 'captures',
    // hid-uclogic: some models do not report that the pen leaves
    silenceMs: 100,
    quirks: [STRING_QUIRK, 'Many models share these ids; each tells its own range.'],
  },
  {
    id: 'huion-kamvas-16-gen-3',
    vendor: 'Huion',
    product: 'Kamvas 16 (Gen 3)',
    link: { usb: ids(HUION, 0x2009), interface: 0 },
    codec: { init: [], modes: [GIANO] },
    hasScreen: true,
    displayName: 'Kamvas 16',
    silenceMs: 100,
    quirks: [STRING_QUIRK],
  },
  {
    id: 'ugee-ex07',
    vendor: 'UGEE',
    product: 'EX07',
    link: { usb: ids(UC_LOGIC, 0x0071), interface: 1 },
    codec: { init: [], modes: [V1] },
    silenceMs: 100,
    quirks: [STRING_QUIRK],
  },
  {
    id: 'ugee-m708-v2',
    vendor: 'UGEE',
    product: 'M708 v2',
    link: { usb: ids(UGEE, 0x0907), interface: 1 },
    codec: { init: [], modes: [OF_UGEE], range: range(50_794, 30_474, 8191, 5080) },
    proven: 'captures',
    quirks: ['Sends its pen as report 7 without being switched over.'],
  },
  {
    id: 'ugee-m708-v3',
    vendor: 'UGEE',
    product: 'M708 V3',
    link: { usb: ids(UGEE, 0x0924), interface: 2 },
    codec: { init: UGEE_MODE, modes: [GEN2], range: range(50_800, 30_480, 16_383, 5080) },
    quirks: ['The highest bit of the pressure lies in byte 13.'],
  },
  {
    id: 'ugee-s640',
    vendor: 'UGEE',
    product: 'S640',
    link: { usb: ids(UGEE, 0x0937), interface: 2 },
    codec: { init: UGEE_MODE, modes: [OF_UGEE], range: range(31_998, 19_994, 8191, 5080) },
    quirks: [],
  },
  {
    id: 'xp-pen-star-g640',
    vendor: 'XP-Pen',
    product: 'Star G640',
    link: { usb: ids(UGEE, 0x0914), interface: 2 },
    codec: { init: UGEE_MODE, modes: [OF_UGEE], range: range(32_000, 20_000, 8191, 5080) },
    quirks: [],
  },
  {
    id: 'xp-pen-deco-01',
    vendor: 'XP-Pen',
    product: 'Deco 01',
    link: { usb: ids(UGEE, 0x0042), interface: 1 },
    codec: { init: [], modes: [OF_UGEE], range: range(25_400, 15_875, 8191, 2540) },
    proven: 'captures',
    quirks: ['Sends its pen as report 7 without being switched over.'],
  },
  {
    id: 'xp-pen-deco-01-v2',
    vendor: 'XP-Pen',
    product: 'Deco 01 V2',
    link: { usb: ids(UGEE, 0x0905), interface: 2 },
    codec: { init: UGEE_MODE, modes: [OF_UGEE], range: range(25_400, 15_875, 8191, 2540) },
    quirks: [],
  },
];

/** Tablets with UC-Logic electronics. Ids: Linux hid-ids.h, DIGImend/tablets, OpenTabletDriver's configurations. */
export const UC_LOGIC_PEN: readonly PenTabletDefinition<'uc-logic'>[] = MODELS.map(
  ({ id, vendor, product, link, codec, proven, hasScreen, displayName, silenceMs, quirks }) => ({
    id,
    version: '1',
    kind: 'pen-tablet',
    vendor,
    product,
    proven: proven ?? 'emulator',
    links: [{ kind: 'hid', ...link }],
    codec: { family: 'uc-logic', ...codec },
    evidenceGrade: 'B',
    hasScreen: hasScreen ?? false,
    ...(displayName === undefined ? {} : { displayName }),
    ...(silenceMs === undefined ? {} : { silenceMs }),
    quirks,
  }),
);
