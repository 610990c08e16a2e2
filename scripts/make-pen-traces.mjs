// Makes fixtures/pen-traces: handwriting by a kinematic model, as the reports of a device. Same seed, same bytes.
// Model: sigma-lognormal (Plamondon): every movement between two targets is a straight reach whose speed is a lognormal curve;
// reaches overlap in time and add up as vectors, which rounds corners as a hand does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'pen-traces');
const RATE_HZ = 200;

/** mulberry32: small, seeded, good enough for tremor. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const normalOf = (random) => () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Abramowitz and Stegun 7.1.26, error under 1.5e-7. */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y =
    1 -
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return x < 0 ? -y : y;
}
/** Part of a reach done `t` seconds after its command. */
const reached = (t, mu, sigma) => (t <= 0 ? 0 : 0.5 * (1 + erf((Math.log(t) - mu) / (sigma * Math.SQRT2))));

// Strokes as targets in a box of 100 x 100, y down.
const CHARACTERS = {
  wang: [
    [
      [14, 20],
      [52, 16],
      [86, 20],
    ],
    [
      [50, 20],
      [50, 50],
      [51, 84],
    ],
    [
      [22, 50],
      [52, 47],
      [78, 50],
    ],
    [
      [8, 84],
      [50, 80],
      [93, 85],
    ],
  ],
  xiao: [
    [
      [52, 8],
      [53, 60],
      [52, 90],
      [40, 80],
    ],
    [
      [30, 38],
      [22, 52],
      [10, 68],
    ],
    [
      [70, 36],
      [82, 52],
      [92, 68],
    ],
  ],
  ming: [
    [
      [12, 22],
      [12, 50],
      [13, 74],
    ],
    [
      [12, 22],
      [30, 19],
      [38, 22],
      [37, 50],
      [37, 74],
    ],
    [
      [14, 48],
      [35, 46],
    ],
    [
      [14, 72],
      [36, 70],
    ],
    [
      [56, 12],
      [56, 50],
      [50, 78],
      [40, 92],
    ],
    [
      [56, 14],
      [74, 10],
      [88, 14],
      [87, 60],
      [86, 90],
      [76, 82],
    ],
    [
      [58, 36],
      [72, 34],
      [86, 35],
    ],
    [
      [57, 58],
      [72, 56],
      [86, 57],
    ],
  ],
};
const placed = (strokes, x, y, size) =>
  strokes.map((stroke) => stroke.map(([a, b]) => [x + (a / 100) * size, y + (b / 100) * size]));

/** Targets in millimetres. */
const CASES = [
  {
    path: 'wacom/stu-540/three-characters.ndjson',
    device: 'stu-540',
    seed: 11,
    strokes: [
      ...placed(CHARACTERS.wang, 8, 16, 26),
      ...placed(CHARACTERS.xiao, 40, 18, 25),
      ...placed(CHARACTERS.ming, 70, 15, 28),
    ],
    hand: { reach: 0.085, mu: -2.0, sigma: 0.28, tremorMm: 0.03, tremorHz: 9, press: 560, up: 0.09 },
  },
  {
    path: 'wacom/stu-540/cross.ndjson',
    device: 'stu-540',
    seed: 12,
    strokes: [
      [
        [34, 22],
        [74, 48],
      ],
      [
        [73, 20],
        [36, 50],
      ],
    ],
    hand: { reach: 0.2, mu: -1.5, sigma: 0.3, tremorMm: 0.1, tremorHz: 8, press: 620, up: 0.2 },
  },
  {
    path: 'wacom/stu-540/shaky-old-hand.ndjson',
    device: 'stu-540',
    seed: 13,
    strokes: [...placed(CHARACTERS.wang, 14, 14, 34), ...placed(CHARACTERS.xiao, 58, 16, 34)],
    hand: { reach: 0.42, mu: -0.9, sigma: 0.35, tremorMm: 0.5, tremorHz: 5.5, press: 330, up: 0.45 },
  },
  {
    path: 'wacom/stu-430v/single-stroke.ndjson',
    device: 'stu-430v',
    seed: 14,
    strokes: [
      [
        [16, 32],
        [30, 24],
        [44, 36],
        [58, 26],
        [80, 33],
      ],
    ],
    hand: { reach: 0.12, mu: -1.9, sigma: 0.3, tremorMm: 0.05, tremorHz: 8, press: 500, up: 0.1 },
  },
  ...['stu-300', 'stu-430', 'stu-500', 'stu-520a', 'stu-530'].map((device, index) => ({
    path: `wacom/${device}/single-stroke.ndjson`,
    device,
    seed: 40 + index,
    strokes: [
      [
        [16, 18],
        [30, 12],
        [44, 22],
        [58, 13],
        [80, 19],
      ],
    ],
    hand: { reach: 0.12, mu: -1.9, sigma: 0.3, tremorMm: 0.05, tremorHz: 8, press: 500, up: 0.1 },
  })),
  {
    path: 'wacom/ctl-472/cross.ndjson',
    device: 'ctl-472',
    seed: 16,
    strokes: [
      [
        [34, 22],
        [74, 48],
      ],
      [
        [73, 20],
        [36, 50],
      ],
    ],
    hand: { reach: 0.2, mu: -1.5, sigma: 0.3, tremorMm: 0.1, tremorHz: 8, press: 1100, up: 0.2 },
  },
  // one mark a report layout, so that each has something to read
  ...[
    ['wacom/ctl-460', 'ctl-460', 21, 560],
    ['wacom/dtk-2241', 'dtk-2241', 22, 1100],
    ['wacom/ctl-4100', 'ctl-4100', 23, 2200],
    ['wacom/ptk-470', 'ptk-470', 24, 4400],
    ['wacom/dtu-1631', 'dtu-1631', 25, 300],
    ['wacom/dtu-1031', 'dtu-1031', 26, 300],
    ['huion/hs610', 'hs610', 27, 4400],
    ['huion/kamvas-16-gen-3', 'kamvas-16-gen-3', 28, 8800],
    ['ugee/ex07', 'ex07', 29, 1100],
    ['ugee/m708-v2', 'm708-v2', 30, 4400],
    ['ugee/m708-v3', 'm708-v3', 31, 12_000],
    ['hanwang/0906', 'hanwang-0906', 32, 1100],
    ['hid/pen', 'hid-pen', 33, 1100],
    ['bridge/pen', 'bridge-pen', 34, 560],
  ].map(([folder, device, seed, press]) => ({
    path: `${folder}/mark.ndjson`,
    device,
    seed,
    strokes: [
      [
        [34, 22],
        [74, 48],
      ],
    ],
    hand: { reach: 0.2, mu: -1.5, sigma: 0.3, tremorMm: 0.1, tremorHz: 8, press, up: 0.2 },
  })),
  ...[
    ['topaz/signature-gem-1x5', 'topaz-signature-gem-1x5', 17],
    ['topaz/signature-gem-lcd-1x5', 'topaz-signature-gem-lcd-1x5', 18],
    ['topaz/signature-gem-4x5', 'topaz-signature-gem-4x5', 19],
    ['topaz/siglite-1x5', 'topaz-siglite-1x5', 20],
    ['topaz/siglite-lcd-1x5', 'topaz-siglite-lcd-1x5', 21],
    ['topaz/siglite-lcd-4x5', 'topaz-siglite-lcd-4x5', 22],
    ['topaz/clipgem', 'topaz-clipgem', 23],
    ['topaz/siggem-color-5-7', 'topaz-siggem-color-5-7', 24],
    ['wacom/isdv4', 'isdv4', 25],
    ['wacom/digitizer-ii', 'digitizer-ii', 26],
    ['wacom/digitizer-ii-tilt', 'digitizer-ii-tilt', 27],
  ].map(([folder, device, seed]) => ({
    path: `${folder}/cross.ndjson`,
    device,
    seed,
    strokes: [
      [
        [22, 8],
        [60, 28],
      ],
      [
        [59, 8],
        [24, 29],
      ],
    ],
    hand: {
      reach: 0.2,
      mu: -1.6,
      sigma: 0.3,
      tremorMm: 0.08,
      tremorHz: 8,
      press: device === 'isdv4' ? 80 : 200,
      up: 0.2,
    },
  })),
  {
    path: 'inkwitness/pointer/cross.ndjson',
    device: 'pointer',
    seed: 15,
    strokes: [
      [
        [30, 15],
        [70, 40],
      ],
      [
        [70, 15],
        [32, 42],
      ],
    ],
    hand: { reach: 0.2, mu: -1.6, sigma: 0.3, tremorMm: 0.08, tremorHz: 8, press: 512, up: 0.2 },
  },
];

const topaz = (name, [fromX, toX], [fromY, toY], encoder = topazPackets, unitsPerInch = 410) => ({
  definition: `topaz-${name}`,
  maxX: toX - fromX,
  maxY: toY - fromY,
  maxPressure: 1023,
  unitsPerInch,
  encode: (sample, index) => encoder({ ...sample, x: sample.x + fromX, y: sample.y + fromY }, index),
});
const digitizer = (definition, encode) => ({
  definition,
  maxX: 10160,
  maxY: 7620,
  maxPressure: 255,
  unitsPerInch: 1270,
  encode,
});

const DEVICES = {
  ...Object.fromEntries(
    [
      topaz('signature-gem-1x5', [400, 2400], [350, 950]),
      topaz('signature-gem-lcd-1x5', [400, 2400], [350, 1250], topazSixBitPackets),
      topaz('signature-gem-4x5', [500, 2650], [700, 2100]),
      topaz('siglite-1x5', [500, 2650], [700, 2100]),
      topaz('siglite-lcd-1x5', [400, 2400], [350, 1050]),
      topaz('siglite-lcd-4x5', [500, 2600], [500, 2100]),
      topaz('clipgem', [485, 2800], [170, 3200], topazPackets, 275),
      topaz('siggem-color-5-7', [300, 2370], [350, 1950]),
    ].map((device) => [device.definition, device]),
  ),
  isdv4: {
    definition: 'wacom-isdv4',
    maxX: 24576,
    maxY: 18432,
    maxPressure: 127,
    unitsPerInch: 2540,
    encode: isdv4Packet,
  },
  'digitizer-ii': digitizer('wacom-iv-digitizer-ii', (sample) => wacomIvPacket(sample)),
  'digitizer-ii-tilt': digitizer('wacom-iv-digitizer-ii-tilt', (sample) => [...wacomIvPacket(sample), 12, 0x80 - 20]),
  'stu-540': {
    definition: 'wacom-stu-540',
    maxX: 10800,
    maxY: 6480,
    maxPressure: 1023,
    unitsPerInch: 2540,
    encode: stuReport,
  },
  'stu-430v': {
    definition: 'wacom-stu-430v',
    maxX: 9600,
    maxY: 6000,
    maxPressure: 1023,
    unitsPerInch: 2540,
    encode: stuReport,
  },
  'stu-300': { ...stu('wacom-stu-300', 9900, 2500), encode: plainStuReport },
  'stu-430': stu('wacom-stu-430', 9600, 6000),
  'stu-500': { ...stu('wacom-stu-500', 10240, 7680), encode: plainStuReport },
  'stu-520a': { ...stu('wacom-stu-520a', 10400, 6240), encode: timedStuReport },
  'stu-530': stu('wacom-stu-530', 10800, 6480),
  'ctl-472': {
    definition: 'wacom-ctl-472',
    maxX: 15200,
    maxY: 9500,
    maxPressure: 2047,
    unitsPerInch: 2540,
    encode: intuosReport,
  },
  'ctl-460': tablet('wacom-ctl-460', 14_720, 9200, 1023, 2540, bambooReport),
  'dtk-2241': tablet('wacom-dtk-2241', 95_840, 54_260, 2047, 5080, intuosV1Report),
  'ctl-4100': tablet('wacom-ctl-4100', 15_200, 9500, 4095, 2540, intuosV2Report),
  'ptk-470': tablet('wacom-ptk-470', 37_400, 21_000, 8191, 5080, intuosV3Report),
  'dtu-1631': tablet('wacom-dtu-1631', 34_623, 19_553, 511, 2540, dtuReport),
  'dtu-1031': tablet('wacom-dtu-1031', 22_096, 13_960, 511, 2540, dtuSReport),
  hs610: tablet('huion-tablet', 50_800, 31_750, 8191, 5080, huionReport),
  'kamvas-16-gen-3': tablet('huion-kamvas-16-gen-3', 70_000, 39_400, 16_383, 5080, huionReport),
  ex07: tablet('ugee-ex07', 40_640, 25_400, 2047, 5080, ucLogicReport),
  'm708-v2': tablet('ugee-m708-v2', 50_794, 30_474, 8191, 5080, ugeeReport(0x07, 10)),
  'm708-v3': tablet('ugee-m708-v3', 50_800, 30_480, 16_383, 5080, ugeeReport(0x02, 14)),
  'hanwang-0906': tablet('hanwang-art-master-iii-0906', 0x5757, 0x3692, 2047, 2540, hanwangReport),
  'hid-pen': { ...tablet('hid-pen', 20_000, 12_500, 4095, 2540, hidPenReport), reportDescriptor: hidPenDescriptor() },
  'bridge-pen': tablet('bridge-pen', 10_800, 6480, 1023, 2540, bridgeReport),
  pointer: {
    definition: 'pointer',
    maxX: 4000,
    maxY: 2200,
    maxPressure: 1023,
    unitsPerInch: 960,
    encode: pointerReport,
  },
};

const be16 = (value) => [(value >> 8) & 255, value & 255];

/** Of the pads whose range the tables do not give, a size that their screens suggest. */
function stu(definition, maxX, maxY) {
  return { definition, maxX, maxY, maxPressure: 1023, unitsPerInch: 2540, encode: stuReport };
}
/** Report 0x01: without time and number. */
function plainStuReport(sample) {
  return [0x01, ...stuReport(sample, 0, 0).slice(1, 7)];
}
/** Report 0x30 of the 520A in option mode 1: the time count behind the pen. */
function timedStuReport(sample, _index, ms) {
  return [0x30, ...stuReport(sample, 0, 0).slice(1, 7), ...be16((64_000 + ms) & 0xffff)];
}

/** Report 0x34: proximity and switch bits with 12 bit pressure, x, y, time count in ms, sequence; both counters start near their end. */
function stuReport({ x, y, pressure, down }, index, ms) {
  const first = 0x80 | (down ? 0x10 : 0) | (pressure >> 8);
  return [
    0x34,
    first,
    pressure & 255,
    ...be16(x),
    ...be16(y),
    ...be16((64_000 + ms) & 0xffff),
    ...be16((65_300 + index) & 0xffff),
  ];
}
const le16 = (value) => [value & 255, (value >> 8) & 255];

/** Wacom Intuos layout, report 2: near, placed and ready bits, tip, then little-endian x, y, pressure, distance. */
function intuosReport({ x, y, pressure, down }) {
  return [0x02, 0xe0 | (down ? 1 : 0), ...le16(x), ...le16(y), ...le16(pressure), down ? 0 : 8, 0];
}

function tablet(definition, maxX, maxY, maxPressure, unitsPerInch, encode) {
  return { definition, maxX, maxY, maxPressure, unitsPerInch, encode };
}
const le24 = (value) => [...le16(value), (value >> 16) & 255];
const zeros = (count) => new Array(count).fill(0);

function bambooReport({ x, y, pressure, down }) {
  return [0x02, 0xf0 | (down ? 1 : 0), ...le16(x), ...le16(y), ...le16(down ? pressure : 0), 27];
}
/** Place and pressure are cut: their low bits go into other bytes. */
function intuosV1Report({ x, y, pressure }) {
  const low = ((x & 1) << 1) | (y & 1) | (34 << 2);
  return [
    0x02,
    0xe0 | (pressure & 1),
    ...be16(x >> 1),
    ...be16(y >> 1),
    pressure >> 3,
    ((pressure >> 1) & 3) << 6,
    0,
    low,
  ];
}
function intuosV2Report({ x, y, pressure, down }) {
  const head = [0x10, 0x60 | (down ? 1 : 0), ...le24(x), ...le24(y), ...le16(pressure), 12, 0xf4];
  return [...head, ...zeros(192 - head.length)];
}
function intuosV3Report({ x, y, pressure, down }) {
  const head = [0x1e, 0x01, 0x40 | (down ? 1 : 0), ...le24(x), ...le24(y), ...le16(pressure), 12, 0, 0xf4, 0xff];
  return [...head, ...zeros(192 - head.length)];
}
function dtuReport({ x, y, pressure, down }) {
  return [0x02, 0x20 | (down ? 1 : 0), ...le16(x), ...le16(y), pressure & 255, pressure >> 8, 0];
}
/** Tool 2 is a pen. Clock of 5 ms and number of the report; both start near their end. */
function dtuSReport({ x, y, pressure }, index, ms) {
  const counters = [...be16((65_450 + ms / 5) & 0xffff), ...be16((65_400 + index) & 0xffff)];
  return [0x11, 0x90 | (pressure >> 8), pressure & 255, ...be16(x), ...be16(y), ...counters];
}
function huionReport({ x, y, pressure, down }) {
  return [0x08, down ? 0x81 : 0x80, ...le16(x), ...le16(y), ...le16(pressure), x >> 16, y >> 16, 0xf9, 0x05];
}
function ucLogicReport({ x, y, pressure, down }) {
  return [0x07, down ? 0x81 : 0x80, ...le16(x), ...le16(y), ...le16(pressure)];
}
function ugeeReport(id, length) {
  return ({ x, y, pressure, down }) => {
    const report = [id, down ? 0xa1 : 0xa0, ...le16(x), ...le16(y), ...le16(pressure & 0x1fff), 3, 0xfd];
    return length < 14 ? report : [...report, x >> 16, y >> 16, 0, pressure >> 13];
  };
}
function hanwangReport({ x, y, pressure }) {
  return [0x02, 0x40 | (pressure & 1), ...be16(x), ...be16(y), pressure >> 3, ((pressure >> 1) & 3) << 6, 0, 0];
}
/** Tip, in range, padding; x, y, pressure, scan time of 100 us: what hidPenDescriptor says. */
function hidPenReport({ x, y, pressure, down }, _index, ms) {
  return [0x09, down ? 3 : 2, ...le16(x), ...le16(y), ...le16(pressure), ...le16((65_000 + ms * 10) & 0xffff)];
}
/** docs/bridge-protocol.md: flags, pressure, x and y of four bytes, milliseconds, number. */
function bridgeReport({ x, y, pressure, down }, index, ms) {
  const le32 = (value) => [...le16(value & 0xffff), ...le16(value >>> 16)];
  return [1, down ? 3 : 1, ...le16(pressure), ...le32(x), ...le32(y), ...le32(ms), ...le16(index & 0xffff)];
}
function hidPenDescriptor() {
  const items = [
    '050d 0901 a101 8509 0920 a100', // a digitizer, report 9, its stylus
    '0942 0932 1500 2501 7501 9502 8102 9506 8103', // tip and in range, six bits of padding
    '0501 7510 9501 a4 550d 6513', // places of 16 bits, thousandths of an inch
    '0930 26204e 46c21e 8102 0931 26d430 463913 8102 b4', // 20000 over 7.874 in, 12500 over 4.921 in
    '050d 0930 26ff0f 8102 0956 27ffff0000 8102 c0 c0', // pressure, scan time
  ];
  return items.join('').replaceAll(' ', '');
}
/** Topaz format 0: status, x and y in twice seven bits, low part first; every fourth packet is preceded by its pressure. */
function topazPackets({ x, y, pressure, down }, index) {
  const position = [0x80 | 0x40 | (down ? 1 : 0), x % 128, Math.floor(x / 128), y % 128, Math.floor(y / 128)];
  const grip = [0x80 | 0x40 | (7 << 2) | (down ? 1 : 0), 0, 0, pressure % 128, Math.floor(pressure / 128)];
  return index % 4 === 0 ? [grip, position] : [position];
}

/** Topaz format 1: six bits a byte, bit 6 marks the status, near is bit 2 of it. */
function topazSixBitPackets({ x, y, pressure, down }, index) {
  const position = [0x40 | 4 | (down ? 1 : 0), x % 64, Math.floor(x / 64), y % 64, Math.floor(y / 64)];
  const grip = [0x40 | (7 << 2) | (down ? 1 : 0), 0, 0, pressure % 64, 0];
  return index % 4 === 0 ? [grip, position] : [position];
}

/** ISDV4 pen packet: x and y keep their lowest two bits in byte 6, beside the upper pressure bits. */
function isdv4Packet({ x, y, pressure, down }) {
  const low = ((x % 4) << 5) | ((y % 4) << 3) | Math.floor(pressure / 128);
  const places = [x >> 9, (x >> 2) % 128, y >> 9, (y >> 2) % 128];
  return [0x80 | 0x20 | (down ? 1 : 0), ...places, pressure % 128, low, 0, 0];
}

/** Wacom protocol IV, stylus: 16 bits of x and y, pressure with one extra bit, its sign turned. */
function wacomIvPacket({ x, y, pressure, down }) {
  const turned = pressure ^ 0x80;
  return [
    0x80 | 0x40 | 0x20 | (down ? 8 : 0) | (x >> 14),
    (x >> 7) % 128,
    x % 128,
    (down ? 8 : 0) | ((turned % 2) << 2) | (y >> 14),
    (y >> 7) % 128,
    y % 128,
    turned >> 1,
  ];
}

/** Report of the pointer device: id, flags (mouse), x, y, pressure, 64 bit microseconds. */
function pointerReport({ x, y, pressure, down }, _index, ms) {
  const us = Buffer.alloc(8);
  us.writeBigUInt64BE(BigInt(ms) * 1000n);
  return [0x01, down ? 1 : 0, ...be16(x), ...be16(y), ...be16(pressure), ...us];
}

/** Commands of all reaches on one time axis, and when the tip is down. */
function plan({ strokes, hand }, random) {
  const reaches = [];
  const contacts = [];
  const settle = Math.exp(hand.mu + 2.2 * hand.sigma);
  let t = 0.12;
  let at = strokes[0][0].map((value) => value - 2);
  const start = at;
  const reach = (to) => {
    reaches.push({ t0: t, dx: to[0] - at[0], dy: to[1] - at[1] });
    at = to;
  };
  for (const stroke of strokes) {
    reach(stroke[0]);
    t += settle * 0.8;
    const from = t;
    for (const target of stroke.slice(1)) {
      reach(target);
      t += hand.reach * (0.85 + 0.3 * random()) + Math.hypot(reaches.at(-1).dx, reaches.at(-1).dy) * 0.002;
    }
    t += settle * 0.45;
    contacts.push([from, t]);
    t += hand.up * (0.1 + 0.3 * random());
  }
  return { reaches, contacts, start, end: t + 0.15 };
}

function trace(entry) {
  const random = randomOf(entry.seed);
  const normal = normalOf(random);
  const device = DEVICES[entry.device];
  const { hand } = entry;
  const { reaches, contacts, start, end } = plan(entry, random);
  const phase = [random() * 6, random() * 6];
  let drift = 0;
  const lines = [];
  for (let index = 0; index / RATE_HZ < end; index++) {
    const t = index / RATE_HZ;
    let [x, y] = start;
    let speed = 0;
    for (const { t0, dx, dy } of reaches) {
      const part = reached(t - t0, hand.mu, hand.sigma);
      speed += (part - reached(t - t0 - 1 / RATE_HZ, hand.mu, hand.sigma)) * Math.hypot(dx, dy) * RATE_HZ;
      x += dx * part;
      y += dy * part;
    }
    drift = 0.95 * drift + 0.3 * normal();
    x += hand.tremorMm * (Math.sin(2 * Math.PI * hand.tremorHz * t + phase[0] + drift * 0.3) + 0.15 * normal());
    y += hand.tremorMm * (Math.sin(2 * Math.PI * hand.tremorHz * 1.13 * t + phase[1]) + 0.15 * normal());
    const contact = contacts.find(([from, to]) => t >= from && t < to);
    const grip = contact ? Math.min(1, (t - contact[0]) / 0.035, (contact[1] - t) / 0.03) : 0;
    const pressure = contact
      ? Math.round(
          Math.min(
            device.maxPressure,
            Math.max(24, (hand.press * (1.15 - Math.min(0.5, speed / 900)) + 12 * normal()) * (0.25 + 0.75 * grip)),
          ),
        )
      : 0;
    const units = (mm, max) => Math.min(max, Math.max(0, Math.round((mm / 25.4) * device.unitsPerInch)));
    const sample = { x: units(x, device.maxX), y: units(y, device.maxY), pressure, down: contact !== undefined };
    const ms = Math.round((index * 1000) / RATE_HZ);
    const hostUs = Math.round(t * 1_000_000 + 900 + 250 * random());
    const encoded = device.encode(sample, index, ms);
    const reports = Array.isArray(encoded[0]) ? encoded : [encoded];
    for (const [place, report] of reports.entries())
      lines.push(JSON.stringify([hostUs + 700 * place, Buffer.from(report).toString('hex')]));
  }
  const { definition, maxX, maxY, maxPressure, unitsPerInch } = device;
  const name = entry.path.split('/').at(-1).replace('.ndjson', '');
  const header = {
    format: 'inkwitness-pen-trace/1',
    definition,
    name,
    maxX,
    maxY,
    maxPressure,
    unitsPerInch,
    source: `make-pen-traces.mjs, seed ${entry.seed}`,
    ...(device.reportDescriptor === undefined ? {} : { reportDescriptor: device.reportDescriptor }),
  };
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}

for (const entry of CASES) {
  const path = join(OUT, entry.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, trace(entry));
}
