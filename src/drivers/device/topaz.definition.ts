import { PRESSURE_MAX, type TopazFormat } from '../report/topaz';
import type { PenTabletDefinition } from './definition';
import { wirelessLink } from './wireless-link';

interface Row {
  readonly id: string;
  readonly product: string;
  readonly baudRate: number;
  readonly format?: TopazFormat;
  /** First and last raw value under the writing area. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly unitsPerInch?: number;
  readonly hasScreen?: boolean;
  readonly quirks?: readonly string[];
}

/** l1n/topaz-dext, README "Supported Models" and "Model Calibration Parameters"; odd parity, whatever other papers say. */
const ROWS: readonly Row[] = [
  { id: 'signature-gem-1x5', product: 'SignatureGem 1x5', baudRate: 19_200, x: [400, 2400], y: [350, 950] },
  {
    id: 'signature-gem-lcd-1x5',
    product: 'SignatureGem LCD 1x5',
    baudRate: 19_200,
    format: 1,
    x: [400, 2400],
    y: [350, 1250],
    hasScreen: true,
    quirks: ['The published rule for the start of a packet contradicts its six data bits; see the decoder.'],
  },
  { id: 'signature-gem-4x5', product: 'SignatureGem 4x5', baudRate: 19_200, x: [500, 2650], y: [700, 2100] },
  { id: 'siglite-1x5', product: 'SigLite 1x5', baudRate: 19_200, x: [500, 2650], y: [700, 2100] },
  {
    id: 'siglite-lcd-1x5',
    product: 'SigLite LCD 1x5',
    baudRate: 19_200,
    x: [400, 2400],
    y: [350, 1050],
    hasScreen: true,
  },
  {
    id: 'siglite-lcd-4x5',
    product: 'SigLite LCD 4x5',
    baudRate: 38_400,
    x: [500, 2600],
    y: [500, 2100],
    hasScreen: true,
  },
  { id: 'clipgem', product: 'ClipGem', baudRate: 9600, x: [485, 2800], y: [170, 3200], unitsPerInch: 275 },
  {
    id: 'siggem-color-5-7',
    product: 'SigGem Color 5.7',
    baudRate: 115_200,
    x: [300, 2370],
    y: [350, 1950],
    hasScreen: true,
  },
];

const definitionOf = (row: Row): PenTabletDefinition<'topaz'> => {
  const { id, product, baudRate, format = 0, x, y, unitsPerInch = 410, hasScreen = false, quirks = [] } = row;
  return {
    id: `topaz-${id}`,
    version: '1',
    kind: 'pen-tablet',
    vendor: 'Topaz',
    product,
    proven: 'emulator',
    links: [
      { kind: 'serial', baudRates: [baudRate], dataBits: format === 1 ? 7 : 8, parity: 'odd', usb: [] },
      wirelessLink(baudRate),
    ],
    codec: {
      family: 'topaz',
      format,
      origin: { x: x[0], y: y[0] },
      range: { xMax: x[1] - x[0], yMax: y[1] - y[0], pressureMax: PRESSURE_MAX, unitsPerInch },
    },
    evidenceGrade: 'B',
    hasScreen,
    quirks: [
      'Its USB bridge (0403:6001) is that of any FTDI cable: name the port in the settings.',
      'Answers nothing: an open port counts as ready, also with no pad at its end.',
      ...quirks,
    ],
  };
};

export const TOPAZ: readonly PenTabletDefinition<'topaz'>[] = ROWS.map(definitionOf);
