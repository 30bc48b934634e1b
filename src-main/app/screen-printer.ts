import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { BrowserWindow } from 'electron';
import type { Paper, PrintOrder } from '../../src-preload/contract/reports/paper';

export interface ScreenPrinter {
  /** Writes a screen that was made for paper as a PDF, whole or not at all. @throws when it doesn't come within a minute */
  print(order: PrintOrder): Promise<void>;
  /** The page of that number says that all of it is there. */
  isReady(contentsId: number): void;
}

export interface PrinterOptions {
  readonly preload: string;
  /** Before the screen's own `#/…`. */
  readonly base: string;
}

const longestWait = 60_000;
const scale = 0.7;
const millimetersPerInch = 25.4;
const margin = { side: 10, top: 10, bottom: 14 };
/** Width in millimeters. */
const widths: Readonly<Record<Paper, number>> = { A4: 210, Letter: 215.9 };
/** What a window of screens has beside its page, which paper doesn't have. */
const besidePage = 212 + 16;

/** Screens on paper come from a window that nobody sees, with the guards of every other. */
export function createScreenPrinter({ preload, base }: PrinterOptions): ScreenPrinter {
  const waiting = new Map<number, () => void>();

  async function load(window: BrowserWindow, screen: string): Promise<void> {
    const { id } = window.webContents;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(new Error('the screen did not come within a minute')), longestWait);
    waiting.set(id, resolve);
    window.webContents.once('render-process-gone', () => reject(new Error('the page of the screen ended')));
    try {
      await window.loadURL(`${base}${screen}`);
      await promise;
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  }

  return {
    async print({ screen, paper, path }) {
      const window = new BrowserWindow({
        show: false,
        width: Math.round(pageWidth(paper)) + besidePage,
        height: 1000,
        webPreferences: {
          preload,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          // Nobody sees it, and it draws all the same: charts are measured when they are drawn.
          backgroundThrottling: false,
          offscreen: true,
        },
      });
      try {
        await load(window, screen);
        writeWhole(path, await window.webContents.printToPDF(pdfOf(paper)));
      } finally {
        window.destroy();
      }
    },
    isReady: (contentsId) => waiting.get(contentsId)?.(),
  };
}

/** Px of the page that a sheet has room for, side by side: charts are drawn as wide beforehand. */
function pageWidth(paper: Paper): number {
  return ((widths[paper] - 2 * margin.side) / millimetersPerInch) * (96 / scale);
}

function pdfOf(paper: Paper): Electron.PrintToPDFOptions {
  const inches = (millimeters: number) => millimeters / millimetersPerInch;
  return {
    pageSize: paper,
    scale,
    margins: {
      top: inches(margin.top),
      bottom: inches(margin.bottom),
      left: inches(margin.side),
      right: inches(margin.side),
    },
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: `<div style="width:100%;margin:0 ${margin.side}mm;display:flex;justify-content:space-between;font:7px sans-serif;color:#4d5665"><span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`,
  };
}

function writeWhole(path: string, content: Buffer): void {
  const part = `${path}.part`;
  try {
    writeFileSync(part, content);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
