import * as fontkit from 'fontkit';
import { AFRelationship, PDFDocument, type PDFPage } from 'pdf-lib';
import { utf8 } from '../../core/base';
import type { Tone } from '../../presentation';
import { grouped, type ReportAct, type ReportFact, type ReportReason, type ReportView } from '../view';
import { type Letters, lettersOf } from './letters';
import { A4, COLOURS, MARGIN, MEASURE, Paper } from './paper';

/** What a report needs besides its words. */
export interface ReportPdfInput {
  /** A TrueType font (glyf outlines) with Chinese, whole or a part; only what is used goes into the file. */
  readonly font: Uint8Array;
  /** The report in the terms of TS 119 102-2 as JSON text; goes along as an associated file. */
  readonly etsi?: string;
  readonly madeAtMs: number;
}

const BODY = 12;
const SMALL = 10.5;
const LANGUAGES = { zh: 'zh-CN', en: 'en' } as const;

const COLOUR_OF: Readonly<Record<Tone, 'passed' | 'doubt' | 'failed'>> = {
  passed: 'passed',
  doubt: 'doubt',
  failed: 'failed',
  unreadable: 'failed',
};
/** Strokes in a box of 48, y downwards, as in the verifier page. */
const STROKES: Readonly<Record<Tone, string>> = {
  passed: 'M14 25 L21 32 L35 16',
  doubt: 'M18 19 A6 6 0 1 1 26.5 24.5 Q24 25.8 24 29 M24 34.6 L24 35',
  failed: 'M16 16 L32 32 M32 16 L16 32',
  unreadable: 'M24 13 L24 27 M24 34.6 L24 35',
};

function mark(page: PDFPage, tone: Tone, x: number, top: number, side: number): void {
  const scale = side / 48;
  const y = A4.height - top;
  page.drawCircle({ x: x + side / 2, y: y - side / 2, size: side * 0.46, color: COLOURS[COLOUR_OF[tone]] });
  page.drawSvgPath(STROKES[tone], { x, y, scale, borderColor: COLOURS.white, borderWidth: 4.5, borderLineCap: 1 });
}

const reasonText = ({ text, code }: ReportReason): string => `· ${text} [${code}]`;

/** The first thing that a reader sees: shape, word, sentence, reasons, in one coloured field. */
function verdict(paper: Paper, view: ReportView): void {
  const [pad, side, size] = [18, 52, 20];
  const x = MARGIN.side + pad + side + 16;
  const measure = MEASURE - 2 * pad - side - 16;
  const sentence = { size, strong: true, role: 'H1', x, measure } as const;
  const reason = { size: BODY, x, measure };
  const shown = view.reasons.slice(0, 12);
  const height =
    2 * pad +
    BODY * 1.55 +
    paper.heightOf(view.sentence, sentence) +
    shown.reduce((sum, one) => sum + paper.heightOf(reasonText(one), reason), 0);
  const { y } = paper;
  const colour = COLOUR_OF[view.tone];
  paper.decorate((page) => {
    const field = { x: MARGIN.side, y: A4.height - y - height, height };
    page.drawRectangle({ ...field, width: MEASURE, color: COLOURS[`${colour}-wash`] });
    page.drawRectangle({ ...field, width: 5, color: COLOURS[colour] });
    mark(page, view.tone, MARGIN.side + pad, y + pad, side);
  });
  paper.y += pad;
  paper.text(view.word, { size: BODY, strong: true, color: COLOURS[colour], x, measure });
  paper.text(view.sentence, sentence);
  for (const one of shown) paper.text(reasonText(one), reason);
  paper.y += pad + 10;
}

/** A digest in two lines of equal length, in groups: easier to compare than one that is broken where it is full. */
const halves = (hex: string): string[] => {
  const middle = Math.ceil(hex.length / 2);
  return [grouped(hex.slice(0, middle)), grouped(hex.slice(middle))];
};

function facts(paper: Paper, list: readonly ReportFact[], size: number): void {
  for (const { label, value, digest } of list) paper.row(label, digest ? halves(value) : [value], { size });
}

function heading(paper: Paper, text: string): void {
  paper.need(90);
  paper.y += 16;
  paper.text(text, { size: 16, strong: true, role: 'H2' });
  paper.y += 4;
}

function act(paper: Paper, one: ReportAct, { labels }: ReportView): void {
  paper.need(130);
  paper.y += 8;
  paper.rule();
  paper.y += 12;
  const [side, top] = [30, paper.y];
  paper.decorate((page) => mark(page, one.tone, MARGIN.side, top + 2, side));
  const at = { x: MARGIN.side + side + 12, measure: MEASURE - side - 12 };
  paper.text(`${one.heading} · ${one.word}`, { size: SMALL, color: COLOURS[COLOUR_OF[one.tone]], ...at });
  paper.text(one.name, { size: 16, strong: true, role: 'H3', ...at });
  paper.y += 4;
  facts(paper, one.facts, BODY);
  if (one.reasons.length > 0) paper.row(labels.reasons, one.reasons.map(reasonText), { size: BODY });
  paper.y += 6;
  paper.need(40);
  paper.text(labels.details, { size: SMALL, strong: true, color: COLOURS.soft });
  facts(paper, one.details, SMALL);
}

/** On every page: which file this is about, and which page of how many it is. */
function footers(paper: Paper, view: ReportView, { shown, width, font }: Letters): void {
  const size = 8;
  const digest = shown(`${view.labels.footer}: ${view.sha256}`);
  for (const [index, page] of paper.pages.entries()) {
    const label = shown(view.pageLabel(index + 1, paper.pages.length));
    const y = MARGIN.bottom - 28;
    paper.structure.artifact(page, () => {
      const start = { x: MARGIN.side, y: y + 14 };
      page.drawLine({ start, end: { ...start, x: A4.width - MARGIN.side }, thickness: 0.75, color: COLOURS.line });
      page.drawText(digest, { x: MARGIN.side, y, size, font, color: COLOURS.soft });
      const x = A4.width - MARGIN.side - width(label, size);
      page.drawText(label, { x, y, size, font, color: COLOURS.soft });
    });
  }
}

function body(paper: Paper, view: ReportView): void {
  paper.text(view.title, { size: 14, color: COLOURS.soft });
  paper.y += 8;
  verdict(paper, view);
  heading(paper, view.file.heading);
  facts(paper, view.file.facts, BODY);
  if (view.acts.list.length > 0) heading(paper, view.acts.heading);
  for (const one of view.acts.list) act(paper, one, view);
  heading(paper, view.trust.heading);
  facts(paper, view.trust.facts, BODY);
  paper.text(view.trust.note, { size: BODY });
  heading(paper, view.how.heading);
  for (const text of view.how.paragraphs) paper.text(text, { size: BODY });
}

/**
 * The report as a PDF of A4 pages: tagged, with its language and title, the file's digest on every page, and the JSON
 * report inside as an associated file.
 */
export async function reportPdf(view: ReportView, { font, etsi, madeAtMs }: ReportPdfInput): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const madeAt = new Date(madeAtMs);
  pdf.setTitle(view.title, { showInWindowTitleBar: true });
  pdf.setProducer('InkWitness');
  pdf.setCreationDate(madeAt);
  pdf.setModificationDate(madeAt);
  pdf.registerFontkit(fontkit);
  // Without ligatures a text stays what it says, glyph by glyph.
  const letters = lettersOf(await pdf.embedFont(font, { subset: true, features: { liga: false, clig: false } }));
  const paper = new Paper(pdf, letters);
  body(paper, view);
  footers(paper, view, letters);
  paper.structure.finish(pdf, paper.pages, LANGUAGES[view.language]);
  if (etsi !== undefined)
    await pdf.attach(utf8(etsi), 'report.json', {
      mimeType: 'application/json',
      description: 'ETSI TS 119 102-2',
      creationDate: madeAt,
      modificationDate: madeAt,
      afRelationship: AFRelationship.Data,
    });
  return pdf.save({ useObjectStreams: true });
}
