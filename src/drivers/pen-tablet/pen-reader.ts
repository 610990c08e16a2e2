import type { CaptureDevice, PenSample } from '../../core/ink';
import type { PenTabletDefinition } from '../device';
import { type PenCounters, type PenDecoder, type PenReport, SampleUnwrapper } from '../report';
import { BRIDGE_COUNTERS, bridgeDecoder } from '../report/bridge';
import { hanwangDecoder } from '../report/hanwang';
import { hidDigitizerDecoder, penLayout } from '../report/hid-digitizer';
import { isdv4Decoder } from '../report/isdv4';
import { topazDecoder } from '../report/topaz';
import { ucLogicDecoder } from '../report/uc-logic';
import { wacomIvDecoder } from '../report/wacom-iv';
import { wacomPenCounters, wacomPenDecoder } from '../report/wacom-pen';
import { OPTION_MODE, stuCounters, stuPenDecoder } from '../report/wacom-stu';

/** How the reports of a definition become samples; what the pad, a recording and a test read with. */
export interface PenReader {
  /** Absent where reports carry neither time nor number. */
  readonly counters?: PenCounters;
  /** So long without a report is an empty one; absent where the device says itself that the pen left. */
  readonly silenceMs?: number;
  /** Undefined for a report that is not of the pen. An empty one stands for silence: the pen has left. */
  read(report: Uint8Array, hostTimeUs: number): PenSample | undefined;
  /** The pad was reset: its counters begin anew. */
  restart(): void;
}

/**
 * A fresh reader: it remembers what a layout or its counters need. A definition that goes by the report descriptor reads
 * nothing without one, and knows no silence of its own.
 */
export function penReaderOf(
  definition: PenTabletDefinition,
  reportDescriptor?: Uint8Array,
  silenceMs = definition.silenceMs,
): PenReader {
  const { decoder, counters } = partsOf(definition, reportDescriptor);
  const unwrapper = new SampleUnwrapper(counters);
  let last: PenReport | undefined;
  return {
    ...(counters ? { counters } : {}),
    ...(silenceMs === undefined ? {} : { silenceMs }),
    read(report, hostTimeUs) {
      const pen = report.length === 0 ? leaving(last) : decoder.decode(report);
      if (pen !== undefined) last = pen;
      return pen && unwrapper.sample(pen, hostTimeUs);
    },
    restart: () => unwrapper.restart(),
  };
}

/** The pen where it was last seen, gone. */
const leaving = (last: PenReport | undefined): PenReport | undefined =>
  last?.inRange ? { kind: 'pen', inRange: false, tipSwitch: false, tipPressure: 0, x: last.x, y: last.y } : undefined;

const NO_PEN: PenDecoder = { decode: () => undefined };

interface Parts {
  readonly decoder: PenDecoder;
  readonly counters?: PenCounters | undefined;
}

function partsOf({ codec }: PenTabletDefinition, reportDescriptor: Uint8Array | undefined): Parts {
  switch (codec.family) {
    case 'wacom-stu': {
      const mode = codec.optionModes[0] ?? OPTION_MODE.none;
      const counters = stuCounters(mode);
      return { decoder: stuPenDecoder(mode), ...(counters ? { counters } : {}) };
    }
    case 'wacom-pen':
      return { decoder: wacomPenDecoder(codec.layout), counters: wacomPenCounters(codec.layout) };
    case 'uc-logic':
      return { decoder: ucLogicDecoder(codec.modes.map(({ layout }) => layout)) };
    case 'hanwang':
      return { decoder: hanwangDecoder() };
    case 'hid-digitizer': {
      const layout = penLayout(reportDescriptor ?? new Uint8Array(0));
      if (!layout.ok) return { decoder: NO_PEN };
      return { decoder: hidDigitizerDecoder(layout.value), counters: layout.value.counters };
    }
    case 'topaz': {
      const { origin, range } = codec;
      const area = { xMin: origin.x, yMin: origin.y, xMax: origin.x + range.xMax, yMax: origin.y + range.yMax };
      return { decoder: topazDecoder(codec.format, area) };
    }
    case 'isdv4':
      return { decoder: isdv4Decoder() };
    case 'bridge':
      return { decoder: bridgeDecoder(), counters: BRIDGE_COUNTERS };
    case 'wacom-iv':
      return { decoder: wacomIvDecoder(codec.layout) };
  }
}

/** The clock that evidence of this definition can name. */
export const tickOf = ({ counters }: PenReader): Pick<CaptureDevice, 'deviceTickUs'> =>
  counters === undefined ? {} : { deviceTickUs: counters.tickUs };
