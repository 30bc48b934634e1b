import { readFileSync } from 'node:fs';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface PdfPage {
  /** Its texts in the order in which they stand. */
  readonly text: string;
  /** In whole points. */
  readonly size: readonly [width: number, height: number];
  /** How many pictures made of dots are on it. */
  readonly pictures: number;
}

interface Pdf {
  readonly pages: readonly PdfPage[];
  /** Whether it says what each part of it is, for those who hear it. */
  readonly isTagged: boolean;
  /** Headings by which one goes through it. */
  readonly outline: readonly string[];
}

/** What a reader of PDFs that isn't Chromium finds in one. */
export async function readPdf(path: string): Promise<Pdf> {
  const reading = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 });
  try {
    const document = await reading.promise;
    const pages: PdfPage[] = [];
    const trees: unknown[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const { fnArray } = await page.getOperatorList();
      trees.push(await page.getStructTree());
      const { width, height } = page.getViewport({ scale: 1 });
      pages.push({
        text: items
          .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
          .join('')
          .replace(/\s+/g, ' '),
        size: [Math.floor(width), Math.floor(height)],
        pictures: fnArray.filter(
          (name) => name === OPS.paintImageXObject || name === OPS.paintInlineImageXObject,
        ).length,
      });
    }
    const outline = (await document.getOutline()) ?? [];
    return { pages, isTagged: trees.every((tree) => tree !== null), outline: titlesOf(outline) };
  } finally {
    await reading.destroy();
  }
}

interface Heading {
  readonly title: string;
  readonly items: readonly Heading[];
}

function titlesOf(headings: readonly Heading[]): string[] {
  return headings.flatMap(({ title, items }) => [title, ...titlesOf(items)]);
}
