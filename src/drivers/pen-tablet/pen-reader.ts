import type { CaptureDevice, PenSample } from '../../core/ink';
import type { PenTabletDefinition } from '../device';
import { type PenCounters, type PenDecoder, SampleUnwrapper } from '../report';
import { wacomPenDecoder } from '../report/wacom-pen';
import { OPTION_MODE, stuCounters, stuPenDecoder } from '../report/wacom-stu';

/** How the reports of a definition become samples; what the pad, a recording and a test read with. */
export interface PenReader {
  /** Absent where reports carry neither time nor number. */
  readonly counters?: PenCounters;
  /** Undefined for a report that is not of the pen. */
  read(report: Uint8Array, hostTimeUs: number): PenSample | undefined;
  /** The pad was reset: its counters begin anew. */
  restart(): void;
}

/** A fresh reader: it remembers what a layout or its counters need. */
export function penReaderOf(definition: PenTabletDefinition): PenReader {
  const { decoder, counters } = partsOf(definition);
  const unwrapper = new SampleUnwrapper(counters);
  return {
    ...(counters ? { counters } : {}),
    read(report, hostTimeUs) {
      const pen = decoder.decode(report);
      return pen && unwrapper.sample(pen, hostTimeUs);
    },
    restart: () => unwrapper.restart(),
  };
}

function partsOf({ codec }: PenTabletDefinition): { decoder: PenDecoder; counters?: PenCounters } {
  switch (codec.family) {
    case 'wacom-stu': {
      const mode = codec.optionModes[0] ?? OPTION_MODE.none;
      const counters = stuCounters(mode);
      return { decoder: stuPenDecoder(mode), ...(counters ? { counters } : {}) };
    }
    case 'wacom-pen':
      return { decoder: wacomPenDecoder(codec.layout) };
  }
}

/** The clock that evidence of this definition can name. */
export const tickOf = ({ counters }: PenReader): Pick<CaptureDevice, 'deviceTickUs'> =>
  counters === undefined ? {} : { deviceTickUs: counters.tickUs };
