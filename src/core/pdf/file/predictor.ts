import { Refusal } from '../../base';

/** /DecodeParms of Flate and LZW (ISO 32000-1 table 8). */
export interface PredictorParameters {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

const paeth = (left: number, up: number, upLeft: number): number => {
  const estimate = left + up - upLeft;
  const a = Math.abs(estimate - left);
  const b = Math.abs(estimate - up);
  const c = Math.abs(estimate - upLeft);
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
};

const predicted = (type: number, left: number, up: number, upLeft: number): number => {
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  return type === 4 ? paeth(left, up, upLeft) : 0;
};

const undoPng = (data: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array => {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const type = data[row * (rowBytes + 1)] as number;
    const from = row * (rowBytes + 1) + 1;
    const to = row * rowBytes;
    for (let x = 0; x < rowBytes; x++) {
      const left = x >= pixelBytes ? (out[to + x - pixelBytes] as number) : 0;
      const up = row > 0 ? (out[to + x - rowBytes] as number) : 0;
      const upLeft = row > 0 && x >= pixelBytes ? (out[to + x - rowBytes - pixelBytes] as number) : 0;
      out[to + x] = (data[from + x] ?? 0) + predicted(type, left, up, upLeft);
    }
  }
  return out;
};

/** Undoes PNG prediction (7.4.4.4). TIFF prediction is not met in structure or text and is refused. */
export const undoPredictor = (data: Uint8Array, parameters: PredictorParameters): Uint8Array => {
  if (parameters.predictor <= 1) return data;
  if (parameters.predictor < 10) throw new Refusal('PDF_UNSUPPORTED', 'TIFF predictor');
  const bits = parameters.colors * parameters.bitsPerComponent;
  const rowBytes = Math.ceil((bits * parameters.columns) / 8);
  if (!(rowBytes > 0 && rowBytes <= 1 << 20)) throw new Refusal('PDF_DAMAGED', 'predictor columns');
  return undoPng(data, rowBytes, Math.max(1, Math.ceil(bits / 8)));
};
