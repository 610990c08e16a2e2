import { must } from '../../core/base';
import { openPdf, type PdfPage, pageText } from '../../core/pdf';
import { nodeDecodeText, nodeInflate, openFile } from '../../platform/node';
import { lettersOf } from './second-structure';
import type { FieldReading, PageLetters, PageReading, StructureReading } from './types';

/** What our own reader reads: the same facts as of the second. */
export interface OwnStructure extends StructureReading {
  readonly letters: readonly PageLetters[];
}

const twoDecimals = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 100) / 100);

const pageReading = ({ ref, cropBox, rotate, userUnit }: PdfPage): PageReading => ({
  object: ref.num,
  view: twoDecimals(cropBox),
  rotate,
  userUnit,
});

/** Reads a finished file with core/pdf. Throws a Refusal with its codes. */
export async function readOwnStructure(path: string): Promise<OwnStructure> {
  const file = await openFile(path);
  try {
    const document = must(await openPdf(file, { inflate: nodeInflate, decodeText: nodeDecodeText }));
    const pages: PageReading[] = [];
    const letters: PageLetters[] = [];
    for (let index = 0; index < document.pageCount; index++) {
      pages.push(pageReading(must(await document.page(index))));
      const text = await pageText(document, index);
      letters.push(
        text.ok ? { letters: lettersOf(text.value.text), whole: text.value.whole } : { letters: '', whole: false },
      );
    }
    const fields: FieldReading[] = must(await document.signatureFields()).flatMap(({ name, ref, page, rect }) =>
      page === undefined ? [] : [{ name, object: ref.num, page, rect: twoDecimals(rect) }],
    );
    return { pages, letters, fields };
  } finally {
    await file.close();
  }
}
