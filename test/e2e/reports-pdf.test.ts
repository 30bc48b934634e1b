import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { keepPicture, showTheme } from './support/look-at';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';
import { readPdf } from './support/read-pdf';
import { writeRevenueBook } from './support/revenue-book';

const lastMonth = new Date();
lastMonth.setUTCDate(1);
lastMonth.setUTCMonth(lastMonth.getUTCMonth() - 1);
const monthWords = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
  lastMonth,
);

describe('all reports on paper', () => {
  const book = openForTests(() => openBook({ write: writeRevenueBook, title: 'in the queue' }));
  let page: Page;
  beforeAll(async () => {
    page = book.window;
    await openAddress(page, '/reports');
  });

  async function saveAs(name: string, paper: 'A4' | 'Letter'): Promise<string> {
    const path = join(book.userData, name);
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.getByRole('button', { name: 'PDF' }).click();
    await page.getByRole('menuitem', { name: `All reports, ${paper}` }).click();
    return path;
  }

  it('are pages of A4 with their numbers, headings to go by, and charts made of lines, tagged for those who hear them', async () => {
    await showTheme(page, 'dark');
    const path = await saveAs('reports.pdf', 'A4');
    await page.getByText(`All reports saved to ${path}`).waitFor();
    keepPicture(path);
    const { pages, isTagged, outline } = await readPdf(path);
    expect(pages.length).toBeGreaterThanOrEqual(7);
    for (const [place, { size, text, pictures }] of pages.entries()) {
      expect(size).toEqual([595, 842]);
      expect(text).toContain(`${place + 1} / ${pages.length}`);
      expect(pictures).toBe(0);
    }
    // The chart of movements has its months under it.
    expect(pages[0]?.text.split(monthWords).length).toBeGreaterThan(2);
    expect(isTagged).toBe(true);
    expect(outline).toEqual(
      expect.arrayContaining([
        'Reports',
        'Revenue',
        'Retention',
        'Cohorts of accounts',
        'Health',
        'Features',
        'Books',
        'Renewals',
      ]),
    );
  });

  it('show the figures of the screens, and say whose accounts and which rates', async () => {
    const { pages } = await readPdf(join(book.userData, 'reports.pdf'));
    const all = pages.map(({ text }) => text).join(' ');
    expect(all).toContain('Accounts of all owners; amounts at the rates of each month');
    expect(all).toContain('You see 2 other owners: figures of several are shown from 5 on');
    expect(all).toContain(`${monthWords} €540 +€50 +€20 €0 −€40 −€100 +€10 €480`);
    expect(all).not.toContain('Export CSV');
  });

  it('are pages of Letter where that is chosen', async () => {
    const path = await saveAs('letter.pdf', 'Letter');
    await page.getByText(`All reports saved to ${path}`).waitFor();
    const { pages } = await readPdf(path);
    expect(pages[0]?.size).toEqual([612, 792]);
  });

  it('are told through the month and at the rates that are chosen', async () => {
    await openAddress(page, `/reports?through=${lastMonth.toISOString().slice(0, 7)}&rates=constant`);
    await page.getByRole('heading', { name: `What moved the revenue in ${monthWords}` }).waitFor();
    const path = await saveAs('constant.pdf', 'A4');
    await page.getByText(`All reports saved to ${path}`).waitFor();
    const { pages } = await readPdf(path);
    expect(pages[0]?.text).toContain('amounts in constant currency');
    expect(pages[0]?.text).toContain(`What moved the revenue in ${monthWords} `);
  });

  it('leave no window behind, and no half a file where they can’t be written', async () => {
    const gone = await saveAs(join('no such folder', 'reports.pdf'), 'A4');
    await page.getByText('The report could not be written as a PDF').waitFor();
    expect(existsSync(gone)).toBe(false);
    expect(readdirSync(book.userData).filter((name) => name.endsWith('.part'))).toEqual([]);
    const windows = await book.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(1);
  });
});
