import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawReport } from '../../core/ink';
import { createDeviceHost, type DeviceHost, type DeviceHostEvent, namedDevicesFrom } from '../../main/device-host';
import { EXIT_USAGE } from '../verb';
import type { TraceAction } from './action';
import { traceText } from './trace-text';

const EXIT_NO_PAD = 1;
/** sysexits.h EX_CANTCREAT. */
const EXIT_NOT_WRITTEN = 73;
/** A pad needs a second or two to be opened and asked who it is. */
const APPEAR_MS = 5000;
const LONGEST_S = 600;

type PadEvent = Extract<DeviceHostEvent, { type: 'pad' }>;

/** The first pad that is ready; the last that was told of when none is in time. */
function padOf(host: DeviceHost): Promise<PadEvent | undefined> {
  return new Promise((resolve) => {
    let last: PadEvent | undefined;
    const timer = setTimeout(() => resolve(last), APPEAR_MS);
    host.onEvent((event) => {
      if (event.type !== 'pad') return;
      last = event;
      if (event.state !== 'ready') return;
      clearTimeout(timer);
      resolve(event);
    });
  });
}

/** Reports of `seconds`; ends early when the pad is lost. */
async function reportsOf(host: DeviceHost, seconds: number): Promise<RawReport[]> {
  const reports: RawReport[] = [];
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    host.onEvent((event) => {
      if (event.type === 'report') reports.push(event.report);
      else if (event.type === 'pad' && event.state === 'lost') {
        clearTimeout(timer);
        resolve();
      }
    });
    host.send({ type: 'start-ink' });
  });
  host.send({ type: 'stop-ink' });
  return reports;
}

/** `trace record`: the reports of the attached pad as they come, for `trace score` and for fixtures. */
export const recordAction: TraceAction = {
  name: 'record',
  usage: 'trace record --out FILE [--seconds N]',
  summary: {
    zh: '录下所接签字板的原始报告（默认 10 秒）',
    en: 'records the raw reports of the attached pad (10 seconds unless told)',
  },
  async run(values, positionals, io) {
    const { out } = values;
    const seconds = Number(values['seconds'] ?? 10);
    if (typeof out !== 'string' || positionals.length > 0 || !(seconds > 0 && seconds <= LONGEST_S)) {
      io.error(`inkwitness ${recordAction.usage}`);
      return EXIT_USAGE;
    }
    const host = createDeviceHost(await namedDevicesFrom(join(io.home, 'kiosk'), process.env));
    try {
      const pad = await padOf(host);
      if (pad?.state !== 'ready' || pad.device === undefined) {
        io.error(pad?.code ?? 'DEVICE_ABSENT');
        return EXIT_NO_PAD;
      }
      const name = `${pad.device.vendor} ${pad.device.product}`;
      io.error(io.language === 'zh' ? `${name}：请书写，${seconds} 秒` : `${name}: write now, ${seconds} seconds`);
      const reports = await reportsOf(host, seconds);
      // wx: a recording never replaces another
      const written = await writeFile(out, traceText(pad.device, pad.reportDescriptor, reports), { flag: 'wx' }).then(
        () => true,
        () => false,
      );
      io.error(written ? `${reports.length} reports` : `CLI_OUT_UNUSABLE ${out}`);
      return written ? 0 : EXIT_NOT_WRITTEN;
    } finally {
      await host.close();
    }
  },
};
