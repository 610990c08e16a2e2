import { expect, it } from 'vitest';
import { fromHex } from '../../core/base';
import { HID_PEN } from '../../drivers/device';
import { recordedCapture } from '../../drivers/pen-tablet';
import { parsePenTrace } from '../../drivers/recording';
import { traceText } from './trace-text';

/** Report 7: tip, in range, x and y of 16 bits up to 1000, one inch each. */
const PEN =
  '050d0902a1018507094209321500250175019502810295068103050126e80335004601006513750109307510950181020931' + '8102c0';
const REPORTS = ['07030a001400', '07030b001600'].map((hex, index) => ({
  hostTimeUs: 5000 + index * 5000,
  bytes: fromHex(hex) as Uint8Array,
}));

it('the recording of a pen that is read by its report descriptor is read without the pen', () => {
  const device = {
    definitionId: HID_PEN.id,
    definitionVersion: HID_PEN.version,
    vendor: 'v',
    product: 'p',
    transport: 'hid',
    evidenceGrade: 'B',
    xMax: 1000,
    yMax: 1000,
    pressureMax: 0,
    widthUm: 25_400,
    heightUm: 25_400,
    hasScreen: false,
  } as const;
  const samplesOf = (text: string) => {
    const trace = parsePenTrace(text);
    return trace.ok ? recordedCapture(trace.value, HID_PEN).samples : [];
  };
  const text = traceText(device, fromHex(PEN), REPORTS);
  expect(samplesOf(text)).toMatchObject([
    { xRaw: 10, yRaw: 20, tipSwitch: true, hostTimeUs: 0 },
    { xRaw: 11, yRaw: 22, tipSwitch: true, hostTimeUs: 5000 },
  ]);
  expect(samplesOf(traceText(device, undefined, REPORTS))).toEqual([]);
});
