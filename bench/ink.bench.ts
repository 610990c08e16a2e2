import { encodeIso19794_7, inkOutline } from '../src/core/ink';
import { WACOM_STU } from '../src/drivers/device';
import { penReaderOf } from '../src/drivers/pen-tablet';
import { FrameReader } from '../src/drivers/report/wacom-stu';
import { captureOf } from '../test/support/captures';
import { readPenTrace } from '../test/support/virtual-pad/pen-trace';
import { frame } from '../test/support/virtual-pad/stu-wire';
import { type Figure, median, ratio } from './figure';

const ROUNDS = 9;
const TRACE = 'wacom/stu-540/three-characters';

/** Median microseconds of one run of `work`, after warming up. */
function timeUs(work: () => void): number {
  for (let i = 0; i < 30; i++) work();
  return median(
    Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      work();
      return (performance.now() - start) * 1000;
    }),
  );
}

/** What a report of the pen costs from the wire to a sample, and what a signature costs when it is done. */
export const figures = async (): Promise<Figure[]> => {
  const { reports } = readPenTrace(`fixtures/pen-traces/${TRACE}.ndjson`);
  const frames = reports.map(({ bytes }) => frame(bytes, false));
  const capture = captureOf(TRACE);
  const samples: unknown[] = [];
  const decode = timeUs(() => {
    samples.length = 0;
    const reader = new FrameReader();
    const pen = penReaderOf(WACOM_STU[1] as (typeof WACOM_STU)[number]);
    for (const [index, chunk] of frames.entries())
      reader.push(chunk, (report) => {
        const sample = pen.read(report.slice(), index * 5000);
        if (sample !== undefined) samples.push(sample);
      });
  });
  if (samples.length !== reports.length) throw new Error('the bench lost reports');
  // what it takes to touch every byte once and keep an object for each report
  const floor = timeUs(() => {
    samples.length = 0;
    for (const chunk of frames) {
      let sum = 0;
      for (const byte of chunk) sum += byte;
      samples.push({ sum, bytes: chunk.slice() });
    }
  });
  const perReport = decode / reports.length;
  const encode = timeUs(() => void encodeIso19794_7(capture));
  const outline = timeUs(() => void inkOutline(capture, { width: 180, height: 60 }));
  return [
    {
      name: 'pen report, wire to sample (floor: touch the bytes, keep an object)',
      value: perReport,
      unit: 'us',
      floor: floor / reports.length,
      ratioToFloor: ratio(decode, floor),
      aim: 'at most 10 us: 1 % of a core at 1,000/s',
      met: perReport <= 10,
    },
    {
      name: 'ISO/IEC 19794-7 record of a signature of 9 s',
      value: encode / 1000,
      unit: 'ms',
      aim: 'at most 10 ms: main never blocks longer',
      met: encode <= 10_000,
    },
    {
      name: 'vector outline of a signature of 9 s',
      value: outline / 1000,
      unit: 'ms',
      aim: 'at most 10 ms: main never blocks longer',
      met: outline <= 10_000,
    },
  ];
};
