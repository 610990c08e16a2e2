import { Refusal } from '../../base';
import type { PdfDict, PdfValue } from '../syntax/value';
import type { Inflate } from '../types';
import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './ascii-filters';
import { decodeLzw } from './lzw';
import { type PredictorParameters, undoPredictor } from './predictor';

/** Filters of one stream; producers use two. */
export const MAX_FILTERS = 8;

/** A filter with its parameters, references already followed. */
export interface FilterStep {
  readonly name: string;
  readonly parameters: PdfDict | undefined;
}

const integerOf = (dict: PdfDict | undefined, key: string, fallback: number): number => {
  const value: PdfValue | undefined = dict?.entries.get(key);
  return value?.kind === 'number' ? value.value : fallback;
};

const predictorOf = (dict: PdfDict | undefined): PredictorParameters => ({
  predictor: integerOf(dict, 'Predictor', 1),
  colors: integerOf(dict, 'Colors', 1),
  bitsPerComponent: integerOf(dict, 'BitsPerComponent', 8),
  columns: integerOf(dict, 'Columns', 1),
});

const inflateBounded = async (data: Uint8Array, inflate: Inflate, maxOutput: number): Promise<Uint8Array> => {
  let out: Uint8Array;
  try {
    out = await inflate(data, maxOutput);
  } catch {
    throw new Refusal('PDF_DAMAGED', 'compressed data is bad or larger than its bound');
  }
  if (out.length > maxOutput) throw new Refusal('PDF_TOO_LARGE', 'compressed data');
  return out;
};

const decodeStep = async (
  data: Uint8Array,
  { name, parameters }: FilterStep,
  inflate: Inflate,
  maxOutput: number,
): Promise<Uint8Array> => {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(await inflateBounded(data, inflate, maxOutput), predictorOf(parameters));
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(
        decodeLzw(data, maxOutput, integerOf(parameters, 'EarlyChange', 1)),
        predictorOf(parameters),
      );
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(data, maxOutput);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(data, maxOutput);
    case 'RunLengthDecode':
    case 'RL':
      return decodeRunLength(data, maxOutput);
    default:
      throw new Refusal('PDF_UNSUPPORTED', `filter ${name.slice(0, 32)}`);
  }
};

/** Decodes stream data through its filters (ISO 32000-1 7.4); image filters are PDF_UNSUPPORTED. */
export const decodeFilters = async (
  data: Uint8Array,
  steps: readonly FilterStep[],
  inflate: Inflate,
  maxOutput: number,
): Promise<Uint8Array> => {
  if (steps.length > MAX_FILTERS) throw new Refusal('PDF_TOO_DEEP', 'filters');
  let out = data;
  for (const step of steps) out = await decodeStep(out, step, inflate, maxOutput);
  return out;
};
