import { Refusal } from '../../base';
import type { ObjectStore } from '../file/object-store';
import type { StreamObject } from '../file/reader';
import { isWhite } from '../syntax/characters';
import { Parser } from '../syntax/parser';
import { stringBytes } from '../syntax/strings';
import type { PdfDict, PdfValue } from '../syntax/value';
import { colourSpace, isWhiteColour } from './colour';
import { readFont } from './font';
import { apply, IDENTITY, type Matrix, matrixOf, multiply } from './matrix';
import { isHidden } from './optional-content';
import {
  areaOf,
  type Display,
  EVERYWHERE,
  holdsMiddle,
  intersection,
  PaintedAreas,
  type PaintedGlyph,
} from './painted-areas';
import type { TextFont } from './text-font';
import { type GraphicsState, TextObject } from './text-state';

const MAX_OPERATORS = 3_000_000;
const MAX_GLYPHS = 300_000;
const MAX_OPERANDS = 4096;
/** Bytes of the operands of one operator: the longest are the strings of TJ. */
const MAX_OPERAND_BYTES = 1 << 20;
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

/** Path-painting operators (table 60): filled, stroked. */
const PAINTING: Readonly<Record<string, readonly [boolean, boolean]>> = {
  n: [false, false],
  S: [false, true],
  s: [false, true],
  f: [true, false],
  F: [true, false],
  'f*': [true, false],
  B: [true, true],
  'B*': [true, true],
  b: [true, true],
  'b*': [true, true],
};

/** Colours of the device spaces by their operators (table 74). */
const DEVICE_COLOURS = { g: 'additive', rg: 'additive', k: 'subtractive' } as const;
/** Text that no reader paints: invisible, or only a clipping path (table 106). */
const UNPAINTED_MODES: readonly number[] = [3, 7];

const numberAt = (operands: readonly PdfValue[], index: number): number => {
  const value = operands[index];
  return value?.kind === 'number' ? value.value : 0;
};

const numbersOf = (operands: readonly PdfValue[]): number[] =>
  operands.flatMap((value) => (value.kind === 'number' ? [value.value] : []));

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

/** Runs content streams for the text that they show, and for what they paint over it. */
export class ContentInterpreter {
  /** In the order of painting, with those that nobody sees. */
  readonly glyphs: PaintedGlyph[] = [];
  /** Some shown codes have no known character or font. */
  hasUnread = false;
  readonly painted: PaintedAreas;
  /** Bytes of content run so far. */
  bytesRun = 0;
  private operators = 0;
  /** Marked content of hidden layers that is open now. */
  private hidden = 0;
  private isClipping = false;
  private readonly fonts = new Map<number | PdfDict, TextFont>();

  constructor(
    private readonly store: ObjectStore,
    private readonly display: Display,
    private readonly hiddenLayers: ReadonlySet<number>,
  ) {
    this.painted = new PaintedAreas(display);
  }

  async run(content: Uint8Array, resources: PdfDict | undefined, from: GraphicsState, depth = 0): Promise<void> {
    this.bytesRun += content.length;
    if (this.bytesRun > MAX_RUN) throw new Refusal('PDF_TOO_LARGE', 'content of a page');
    const parser = new Parser({ bytes: content, fileOffset: undefined }, 0, true, false);
    const text = new TextObject();
    const states: GraphicsState[] = [];
    const marked: boolean[] = [];
    let state = { ...from };
    let operands: PdfValue[] = [];
    let operandBytes = 0;
    while (!parser.done) {
      const value = parser.value();
      if (value.kind !== 'keyword') {
        operandBytes += value.end - value.start;
        if (operandBytes > MAX_OPERAND_BYTES) throw new Refusal('PDF_TOO_LARGE', 'operands in content');
        if (operands.length < MAX_OPERANDS) operands.push(value);
        continue;
      }
      if (++this.operators > MAX_OPERATORS) throw new Refusal('PDF_TOO_LARGE', 'operators of a page');
      const operator = value.value;
      if (operator === 'q' && states.length < MAX_STATES) states.push({ ...state });
      else if (operator === 'Q') state = states.pop() ?? state;
      else if (operator === 'ID') this.inlineImage(parser, operands, state);
      else if (operator === 'Tf') await this.setFont(state, operands, resources);
      else if (operator === 'gs') await this.setState(state, operands, resources);
      else if (operator === 'cs') await this.setSpace(state, operands, resources);
      else if (operator === 'Do') await this.draw(state, operands, resources, depth);
      else if (operator === 'BDC' || operator === 'BMC')
        this.mark(marked, await this.isLayerHidden(operands, resources));
      else if (operator === 'EMC') this.hidden -= marked.pop() === true ? 1 : 0;
      else if (!this.paint(operator, operands, state) && !this.colour(operator, operands, state))
        this.operate(operator, operands, state, text);
      operands = [];
      operandBytes = 0;
    }
    this.hidden -= marked.filter(Boolean).length;
  }

  private mark(marked: boolean[], isLayerHidden: boolean): void {
    if (marked.length >= MAX_STATES) return;
    marked.push(isLayerHidden);
    if (isLayerHidden) this.hidden++;
  }

  private async isLayerHidden(operands: readonly PdfValue[], resources: PdfDict | undefined): Promise<boolean> {
    const [tag, properties] = operands;
    if (tag?.kind !== 'name' || tag.value !== 'OC') return false;
    return isHidden(this.store, await this.resource(resources, 'Properties', properties), this.hiddenLayers);
  }

  private paintOf({ clip, opacity, isBlended, isPattern, isWhite: white }: GraphicsState) {
    return { clip, isOpaque: opacity >= 1 && !isBlended && !isPattern && this.hidden === 0, isWhite: white };
  }

  /** Paths: construction, clipping, painting; false for any other operator. */
  private paint(operator: string, operands: readonly PdfValue[], state: GraphicsState): boolean {
    const painting = PAINTING[operator];
    if (painting === undefined) {
      if (operator === 'W' || operator === 'W*') this.isClipping = true;
      else return this.painted.construct(operator, numbersOf(operands), state.ctm);
      return true;
    }
    const clip = this.isClipping ? intersection(state.clip, this.painted.box) : state.clip;
    const [isFilled, isStroked] = this.hidden > 0 ? [false, false] : painting;
    this.painted.paint(isFilled, isStroked, this.paintOf(state), this.glyphs.length);
    state.clip = clip;
    this.isClipping = false;
    return true;
  }

  /** Colour of fills; false for any other operator. */
  private colour(operator: string, operands: readonly PdfValue[], state: GraphicsState): boolean {
    const isDevice = operator === 'g' || operator === 'rg' || operator === 'k';
    if (!isDevice && operator !== 'sc' && operator !== 'scn') return false;
    if (isDevice) state.space = DEVICE_COLOURS[operator];
    state.isPattern = operands[operands.length - 1]?.kind === 'name';
    state.isWhite = !state.isPattern && isWhiteColour(state.space, numbersOf(operands));
    return true;
  }

  private async setSpace(state: GraphicsState, operands: readonly PdfValue[], resources: PdfDict | undefined) {
    const named = await this.resource(resources, 'ColorSpace', operands[0]);
    state.space = await colourSpace(this.store, named ?? operands[0]);
    // The first colour of every space read here is black (8.6.5.6 and 8.6.8).
    state.isWhite = false;
    state.isPattern = false;
  }

  /** /ca, /BM and /SMask of a graphics state dictionary (table 58). */
  private async setState(state: GraphicsState, operands: readonly PdfValue[], resources: PdfDict | undefined) {
    const dict = await this.store.dict(await this.resource(resources, 'ExtGState', operands[0]));
    state.opacity = (await this.store.number(dict?.entries.get('ca'))) ?? state.opacity;
    const mode = await this.store.resolve(dict?.entries.get('BM'));
    const mask = await this.store.resolve(dict?.entries.get('SMask'));
    const isPlain = (value: PdfValue, name: string): boolean => value.kind === 'name' && value.value === name;
    if (mode.kind !== 'null' || mask.kind !== 'null')
      state.isBlended =
        !(mode.kind === 'null' || isPlain(mode, 'Normal')) || !(mask.kind === 'null' || isPlain(mask, 'None'));
  }

  private inlineImage(parser: Parser, operands: readonly PdfValue[], state: GraphicsState): void {
    const isStencil = operands.some(
      (key, at) =>
        key.kind === 'name' &&
        (key.value === 'IM' || key.value === 'ImageMask') &&
        operands[at + 1]?.kind === 'boolean' &&
        (operands[at + 1] as PdfValue & { kind: 'boolean' }).value,
    );
    this.picture(state, isStencil, isStencil);
    skipInlineImage(parser);
  }

  /** A stencil is painted in the fill colour; pictures count as not white. */
  private picture(state: GraphicsState, isStencil: boolean, showsThrough: boolean): void {
    if (this.hidden > 0) return;
    const paint = this.paintOf(state);
    const isOpaque = paint.isOpaque && !showsThrough;
    this.painted.picture(state.ctm, { ...paint, isOpaque, isWhite: isStencil && state.isWhite }, this.glyphs.length);
  }

  private operate(operator: string, operands: readonly PdfValue[], state: GraphicsState, text: TextObject): void {
    const parameter = PARAMETERS[operator];
    if (parameter !== undefined) state[parameter] = numberAt(operands, 0);
    else if (operator === 'Tr') state.mode = numberAt(operands, 0);
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
    const isUnpainted = this.hidden > 0 || state.opacity <= 0 || UNPAINTED_MODES.includes(state.mode);
    // Only plain filling is in the fill colour alone.
    const white = state.mode === 0 && state.isWhite;
    for (const glyph of text.show(state, bytes, this.display))
      this.glyphs.push({ ...glyph, isWhite: white, isPainted: !isUnpainted && holdsMiddle(state.clip, glyph) });
    this.hasUnread ||= text.unread > 0;
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

  /** Form XObjects are drawn where they are named (8.10.1), inside their boxes; pictures cover what is under them. */
  private async draw(
    state: GraphicsState,
    operands: readonly PdfValue[],
    resources: PdfDict | undefined,
    depth: number,
  ): Promise<void> {
    const stream = await this.store.stream(await this.resource(resources, 'XObject', operands[0]));
    if (stream === undefined) return;
    const { entries } = stream.value;
    const isLayerHidden = await isHidden(this.store, entries.get('OC'), this.hiddenLayers);
    if (isLayerHidden) this.hidden++;
    const kind = await this.store.name(entries.get('Subtype'));
    if (kind === 'Image') {
      const stencil = await this.store.resolve(entries.get('ImageMask'));
      const isStencil = stencil.kind === 'boolean' && stencil.value;
      this.picture(state, isStencil, isStencil || entries.has('SMask') || entries.has('Mask'));
    }
    if (kind === 'Form') await this.drawForm(stream, state, resources, depth);
    if (isLayerHidden) this.hidden--;
  }

  private async drawForm(stream: StreamObject, state: GraphicsState, resources: PdfDict | undefined, depth: number) {
    const { entries } = stream.value;
    if (depth >= MAX_FORM_DEPTH) throw new Refusal('PDF_TOO_DEEP', 'forms within forms');
    const matrix = matrixOf(await this.store.numbers(entries.get('Matrix')));
    const own = (await this.store.dict(entries.get('Resources'))) ?? resources;
    const ctm = matrix === undefined ? state.ctm : multiply(matrix, state.ctm);
    const clip = intersection(state.clip, this.boxOf(await this.store.numbers(entries.get('BBox')), ctm));
    await this.run(await this.store.streamData(stream, MAX_CONTENT), own, { ...state, ctm, clip }, depth + 1);
  }

  private boxOf(box: readonly number[] | undefined, ctm: Matrix) {
    if (box?.length !== 4) return EVERYWHERE;
    const [a, b, c, d] = box as [number, number, number, number];
    const corners = [
      [a, b],
      [c, b],
      [c, d],
      [a, d],
    ] as const;
    return areaOf(corners.map(([x, y]) => this.display(...apply(ctm, x, y))));
  }
}
