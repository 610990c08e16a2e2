import { Refusal } from '../../base';
import type { ObjectStore } from '../file/object-store';
import { isWhite } from '../syntax/characters';
import { Parser } from '../syntax/parser';
import { stringBytes } from '../syntax/strings';
import type { PdfDict, PdfValue } from '../syntax/value';
import { readFont } from './font';
import type { Glyph } from './glyph';
import { IDENTITY, type Matrix, matrixOf, multiply } from './matrix';
import type { TextFont } from './text-font';
import { type GraphicsState, initialState, TextObject } from './text-state';

const MAX_OPERATORS = 3_000_000;
const MAX_GLYPHS = 300_000;
const MAX_OPERANDS = 4096;
const MAX_STATES = 512;
const MAX_FORM_DEPTH = 12;
const MAX_CONTENT = 32 << 20;
/** Content of a page with every form as often as it is drawn. */
const MAX_RUN = 64 << 20;
const MAX_FONTS = 256;
/** ISO 32000-1 annex C.2 names 32,767 bytes for a string in content. */
const MAX_STRING = 1 << 16;

/** Operators that set one number of the text state (table 105). */
const PARAMETERS: Readonly<Record<string, 'charSpace' | 'wordSpace' | 'leading' | 'rise'>> = {
  Tc: 'charSpace',
  Tw: 'wordSpace',
  TL: 'leading',
  Ts: 'rise',
};

export type Display = (x: number, y: number) => readonly [number, number];

const numberAt = (operands: readonly PdfValue[], index: number): number => {
  const value = operands[index];
  return value?.kind === 'number' ? value.value : 0;
};

/** Numbers of the last six operands. */
const matrixFrom = (operands: readonly PdfValue[]): Matrix | undefined =>
  matrixOf(operands.slice(-6).map((value) => (value.kind === 'number' ? value.value : Number.NaN)));

/** Moves behind the data of an inline image: `ID`, one white-space byte, data, `EI` (ISO 32000-1 8.9.7). */
const skipInlineImage = (parser: Parser): void => {
  const { bytes } = parser.chunk;
  for (let at = parser.at + 1; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 69 || bytes[at + 1] !== 73 || !isWhite(bytes[at - 1])) continue;
    if (at + 2 < bytes.length && !isWhite(bytes[at + 2])) continue;
    parser.at = at + 2;
    return;
  }
  parser.at = bytes.length;
};

/** Runs content streams for the text that they show; paths, colours and images are passed over. */
export class ContentInterpreter {
  readonly glyphs: Glyph[] = [];
  /** Bytes of content run so far. */
  bytesRun = 0;
  private operators = 0;
  private readonly fonts = new Map<number | PdfDict, TextFont>();

  constructor(
    private readonly store: ObjectStore,
    private readonly display: Display,
  ) {}

  async run(content: Uint8Array, resources: PdfDict | undefined, ctm: Matrix, depth = 0): Promise<void> {
    this.bytesRun += content.length;
    if (this.bytesRun > MAX_RUN) throw new Refusal('PDF_TOO_LARGE', 'content of a page');
    const parser = new Parser({ bytes: content, fileOffset: undefined }, 0, true, false);
    const text = new TextObject();
    const states: GraphicsState[] = [];
    let state = initialState(ctm);
    let operands: PdfValue[] = [];
    while (!parser.done) {
      const value = parser.value();
      if (value.kind !== 'keyword') {
        if (operands.length < MAX_OPERANDS) operands.push(value);
        continue;
      }
      if (++this.operators > MAX_OPERATORS) throw new Refusal('PDF_TOO_LARGE', 'operators of a page');
      if (value.value === 'q' && states.length < MAX_STATES) states.push({ ...state });
      else if (value.value === 'Q') state = states.pop() ?? state;
      else if (value.value === 'ID') skipInlineImage(parser);
      else if (value.value === 'Tf') await this.setFont(state, operands, resources);
      else if (value.value === 'Do') await this.drawForm(state, operands, resources, depth);
      else this.operate(value.value, operands, state, text);
      operands = [];
    }
  }

  private operate(operator: string, operands: readonly PdfValue[], state: GraphicsState, text: TextObject): void {
    const parameter = PARAMETERS[operator];
    if (parameter !== undefined) state[parameter] = numberAt(operands, 0);
    else if (operator === 'Tz') state.scale = numberAt(operands, 0) / 100;
    else if (operator === 'cm') state.ctm = multiply(matrixFrom(operands) ?? IDENTITY, state.ctm);
    else if (operator === 'BT') text.begin();
    else if (operator === 'Tm') text.set(matrixFrom(operands) ?? text.matrix);
    else if (operator === 'T*') text.nextLine(0, -state.leading);
    else if (operator === 'Td' || operator === 'TD') {
      if (operator === 'TD') state.leading = -numberAt(operands, 1);
      text.nextLine(numberAt(operands, 0), numberAt(operands, 1));
    } else this.show(operator, operands, state, text);
  }

  private show(operator: string, operands: readonly PdfValue[], state: GraphicsState, text: TextObject): void {
    if (operator === '"') {
      state.wordSpace = numberAt(operands, 0);
      state.charSpace = numberAt(operands, 1);
    }
    if (operator === "'" || operator === '"') text.nextLine(0, -state.leading);
    else if (operator !== 'Tj' && operator !== 'TJ') return;
    const last = operands[operands.length - 1];
    for (const item of last?.kind === 'array' ? last.items : last === undefined ? [] : [last]) {
      if (item.kind === 'number') text.adjust(state, item.value);
      else if (item.kind === 'string') this.showString(stringBytes(item), state, text);
    }
  }

  private showString(bytes: Uint8Array, state: GraphicsState, text: TextObject): void {
    if (bytes.length > MAX_STRING) throw new Refusal('PDF_TOO_LARGE', 'string in content');
    for (const glyph of text.show(state, bytes, this.display)) this.glyphs.push(glyph);
    if (this.glyphs.length > MAX_GLYPHS) throw new Refusal('PDF_TOO_LARGE', 'glyphs of a page');
  }

  private async resource(resources: PdfDict | undefined, kind: string, value: PdfValue | undefined) {
    const category = await this.store.dict(resources?.entries.get(kind));
    return value?.kind === 'name' ? category?.entries.get(value.value) : undefined;
  }

  private async setFont(state: GraphicsState, operands: readonly PdfValue[], resources: PdfDict | undefined) {
    const named = await this.resource(resources, 'Font', operands[0]);
    state.size = numberAt(operands, 1);
    const dict = await this.store.dict(named);
    const key = named?.kind === 'ref' ? named.num : dict;
    state.font = key === undefined ? undefined : this.fonts.get(key);
    if (state.font !== undefined || dict === undefined || key === undefined) return;
    if (this.fonts.size >= MAX_FONTS) throw new Refusal('PDF_TOO_LARGE', 'fonts of a page');
    state.font = await readFont(this.store, dict);
    this.fonts.set(key, state.font);
  }

  /** Form XObjects are drawn where they are named (8.10.1); images are not text. */
  private async drawForm(
    state: GraphicsState,
    operands: readonly PdfValue[],
    resources: PdfDict | undefined,
    depth: number,
  ): Promise<void> {
    const stream = await this.store.stream(await this.resource(resources, 'XObject', operands[0]));
    if (stream === undefined || (await this.store.name(stream.value.entries.get('Subtype'))) !== 'Form') return;
    if (depth >= MAX_FORM_DEPTH) throw new Refusal('PDF_TOO_DEEP', 'forms within forms');
    const matrix = matrixOf(await this.store.numbers(stream.value.entries.get('Matrix')));
    const own = (await this.store.dict(stream.value.entries.get('Resources'))) ?? resources;
    const ctm = matrix === undefined ? state.ctm : multiply(matrix, state.ctm);
    await this.run(await this.store.streamData(stream, MAX_CONTENT), own, ctm, depth + 1);
  }
}
