import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import readWorkbook from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';
import { writeBookWithoutPrices, writeRevenueBook } from './support/revenue-book';
import { shownRows } from './support/shown-table';

const now = new Date();
const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
  .toISOString()
  .slice(0, 7);
const monthWords = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
  new Date(`${lastMonth}-01`),
);

/** The end of the month before the last one, and of the last one. */
function monthsEnds(): string[] {
  return [1, 0].map((back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 0)).toISOString().slice(0, 10),
  );
}

async function expectGoodLooks(page: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

/** A table's rows, once it has any. */
async function rowsOf(table: Locator): Promise<string[][]> {
  await table.locator('tbody tr').first().waitFor();
  return shownRows(table);
}

describe('the revenue of a book in several currencies', () => {
  const book = openForTests(() => openBook({ write: writeRevenueBook, title: 'in the queue' }));
  let page: Page;
  beforeAll(() => {
    page = book.window;
    page.setDefaultTimeout(15_000);
  });

  it('is told from what a month opened with to what it closed with', async () => {
    await openAddress(page, `/reports?through=${lastMonth}`);
    await page.getByRole('heading', { name: `What moved the revenue in ${monthWords}` }).waitFor();
    const waterfall = page.getByRole('table', { name: /^How the MRR went from €540 to €480/ });
    const steps = (await rowsOf(waterfall)).map(([label, accounts, , amount]) => [label, accounts, amount]);
    expect(steps.slice(1, -1)).toEqual([
      ['New', '1 account', '+€50'],
      ['Expansion', '1 account', '+€20'],
      ['Won back', '', '€0'],
      ['Contraction', '1 account', '−€40'],
      ['Churn', '1 account', '−€100'],
      ['Exchange rates', '1 account', '+€10'],
    ]);
    const compared = await rowsOf(page.getByRole('table').filter({ hasText: 'Change in all' }));
    expect(compared[0]?.slice(0, 4)).toEqual(['MRR at the close', '€480', '€540', '−€60']);
    expect(compared.find(([name]) => name === 'Churn')?.slice(1, 4)).toEqual(['−€100', '€0', '−€100']);
    await page.getByText(/JPY 90,000 left out: the company gives no rate \(a month’s amounts\)/).waitFor();
    await page.getByText(/€40 of 1 account counts through a gap/).waitFor();
    await expectGoodLooks(page, 'reports-revenue');
  });

  it('is printed whole, without what is only to be clicked, in ink on white in the dark as well', async () => {
    await showTheme(page, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Export CSV' }).isVisible()).toBe(false);
    const paper = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight,
      end: document.querySelector('main section:last-of-type')?.getBoundingClientRect().bottom ?? 0,
      background: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.querySelector('h1') ?? document.body).color,
    }));
    expect(paper.end).toBeGreaterThan(1000);
    expect(paper.height).toBeGreaterThanOrEqual(Math.floor(paper.end));
    expect(paper).toMatchObject({ background: 'rgb(255, 255, 255)', ink: 'rgb(24, 28, 36)' });
    await page.emulateMedia({ media: 'screen' });
    await showTheme(page, 'light');
  });

  it('has no rates among its movements in constant currency', async () => {
    await page.getByText('Constant currency', { exact: true }).click();
    await page.getByRole('table', { name: /^How the MRR went from €550 to €480/ }).waitFor();
    expect(await page.getByRole('rowheader', { name: 'Exchange rates' }).count()).toBe(0);
    await page.getByText('Rates of each month', { exact: true }).click();
  });

  it('opens each figure to the accounts that make it, and goes back to where one was', async () => {
    const churn = page.getByRole('button', { name: `−€100: Churn of ${monthWords}, open its accounts` });
    await churn.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Churn, ${monthWords}` });
    await dialog.getByRole('link', { name: 'Leaver' }).waitFor();
    await expect
      .poll(() => shownRows(dialog.getByRole('table')))
      .toEqual([
        ['Leaver', '€100', '€0', '−€100'],
        ['Sum of 1 account', '', '', '−€100'],
      ]);
    await expectGoodLooks(page, 'reports-accounts');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => churn.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('says what was kept of it, with how each figure is made', async () => {
    await page.getByRole('tab', { name: 'Retention' }).click();
    const table = page.getByRole('table').filter({ hasText: 'GRR since the month before' });
    const [row] = await rowsOf(table);
    // 540 at the opening: 40 and 100 of it were lost, 20 gained; a rate is no retention.
    expect(row?.slice(1, 6)).toEqual(['6', '€540', '74.1%', '77.8%', '83.3%']);
    await page
      .getByText(/Never above 100%/)
      .first()
      .waitFor();
    await expectGoodLooks(page, 'reports-retention');
  });

  it('says why figures changed between any two days, and opens each step to its accounts', async () => {
    const [first, last] = monthsEnds();
    await openAddress(page, `/reports?show=change&from=${first}&to=${last}`);
    const waterfall = page.getByRole('table', { name: /^How the MRR went from €540 to €480/ });
    const steps = (await rowsOf(waterfall)).map(([label, accounts, , amount]) => [label, accounts, amount]);
    expect(steps.slice(1, -1)).toContainEqual(['Churn', '1 account', '−€100']);
    const retention = page.getByRole('table', { name: /^How the NRR went from 100.0% to / });
    const points = (await rowsOf(retention)).map((row) => row.at(-1) ?? '');
    const [begin = '', ...rest] = points;
    const end = rest.pop() ?? '';
    const number = (text: string) => Number(text.replace('−', '-').replace('%', ''));
    const tenths = rest.reduce((sum, text) => sum + Math.round(10 * number(text)), 0);
    expect(tenths).toBe(Math.round(10 * number(end)) - Math.round(10 * number(begin)));
    expect(tenths).toBeLessThan(0);
    await page.getByRole('heading', { name: /^Why the mean score/ }).waitFor();
    await expectGoodLooks(page, 'reports-change');
    await waterfall.getByRole('button', { name: 'Churn' }).click();
    const dialog = page.getByRole('dialog', { name: /^Churn, / });
    await expect
      .poll(() => shownRows(dialog.getByRole('table')))
      .toEqual([
        ['Leaver', '€100', '€0', '−€100'],
        ['Sum of 1 account', '', '', '−€100'],
      ]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await openAddress(page, `/reports?show=retention&through=${lastMonth}`);
  });

  it('is saved with its time under a name, opened from the palette, deleted, and brought back', async () => {
    await openAddress(page, `/reports?show=revenue&through=${lastMonth}&rates=constant`);
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('menuitem', { name: 'Save this report…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this report' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('For the board');
    await dialog.getByRole('combobox', { name: 'Time' }).click();
    await page.getByRole('option', { name: `Always through ${monthWords}` }).click();
    await expectGoodLooks(page, 'reports-save');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await openAddress(page, '/reports?show=books');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).fill('board');
    await page.getByRole('option', { name: 'Report: For the board' }).click();
    await page.getByRole('table', { name: /^How the MRR went from €550 to €480/ }).waitFor();
    const menu = page.getByRole('button', { name: 'For the board' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Delete “For the board”' }).click();
    await page.getByText('The report “For the board” is deleted').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('menuitem', { name: 'For the board' }).click();
    await menu.waitFor();
    await page.getByText('Rates of each month', { exact: true }).click();
    await page.getByRole('button', { name: 'For the board (changed)' }).waitFor();
    await openAddress(page, `/reports?show=retention&through=${lastMonth}`);
  });

  it('follows accounts by the month in which they began, and leaves open what is not over', async () => {
    await page.getByRole('tab', { name: 'Cohorts' }).click();
    const table = page.getByRole('region', { name: 'Cohorts, month by month' });
    const row = table.getByRole('row').filter({ hasText: monthWords });
    await row.getByRole('button', { name: '100%' }).focus();
    expect(await row.getByText('Not over yet').count()).toBeGreaterThan(7);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /, 1 month later$/ });
    await expect
      .poll(() => shownRows(dialog.getByRole('table')))
      .toEqual([['Late signer', 'a customer', '€40', '€40']]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Revenue', { exact: true }).last().click();
    await page.getByText(/of what the same accounts paid first, in constant currency/).waitFor();
    await expectGoodLooks(page, 'reports-cohorts');
  });

  it('says what comes up for renewal, and why nothing is foretold of it', async () => {
    await page.getByRole('tab', { name: 'Renewals' }).click();
    await page.getByText(/^No probability yet/).waitFor();
    const list = page.getByRole('table').filter({ hasText: 'Leaves by then' });
    const names = (await rowsOf(list)).map(([name, , arr, chance]) => [name, arr, chance]);
    expect(names).toEqual([
      ['Grower', '€1,440', 'not foretold'],
      ['Cutter', '€720', 'not foretold'],
      ['Stayer', '€1,200', 'not foretold'],
      ['Newcomer', '€600', 'not foretold'],
      ['Late signer', '€480', 'not foretold'],
    ]);
    await expectGoodLooks(page, 'reports-renewals');
    await page.getByRole('tab', { name: 'Retention' }).click();
  });

  it('counts customers by the band of their score over time, and whose they are', async () => {
    await page.getByRole('tab', { name: 'Health' }).click();
    await page.getByRole('button', { name: /^Show as a table: Customers by the band/ }).click();
    const [present] = await rowsOf(page.getByRole('region', { name: /, as a table$/ }).getByRole('table'));
    expect(present?.slice(1, 2)).toEqual(['7']);
    await page.getByRole('button', { name: /^Show the chart: Customers by the band/ }).click();
    const compared = await rowsOf(page.getByRole('table').filter({ hasText: 'Change since' }));
    expect(compared.map(([figure]) => figure)).toEqual([
      ...['Customers', 'Healthy', 'Middle', 'Poor', 'Too little known', 'No score'],
    ]);
    // Late signer began since a year ago, and so did Newcomer when Leaver left.
    expect(compared[0]).toEqual(['Customers', '7', '7', '0', '6', '+1']);
    await expectGoodLooks(page, 'reports-health');
    await page.getByRole('tab', { name: 'Books' }).click();
    // Of two owners nothing is told: each would know the other’s.
    await page.getByText('You see 2 other owners: figures of several are shown from 5 on').waitFor();
    expect(await page.getByRole('table').filter({ hasText: 'Open CTAs' }).count()).toBe(0);
    await page.getByText(/^Others are told of only together/).waitFor();
    // What others pay in yen is in no figure that is told either.
    expect(await page.getByRole('main').getByText('JPY').count()).toBe(0);
    await expectGoodLooks(page, 'reports-books');
    await page.getByRole('tab', { name: 'Retention' }).click();
  });

  it('goes into a file with its grounds in every row', async () => {
    const path = join(book.userData, 'revenue.csv');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText(`12 months saved to ${path}`).waitFor();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]).toContain('MRR at the opening (EUR),New (EUR),Expansion (EUR)');
    expect(lines.at(-1)).toContain(`${lastMonth},`);
    expect(lines.at(-1)).toContain(',540,50,20,0,-40,-100,0,10,480,');
    expect(lines.at(-1)).toContain(',74.1,77.8,83.3,');
    expect(lines.at(-1)).toContain('of each opening,all,all,8,');
  });

  it('goes into a workbook from every tab', async () => {
    const path = join(book.userData, 'report.xlsx');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.getByRole('tab', { name: 'Books' }).click();
    // Books then and now leave by buttons of their own.
    await page.getByRole('button', { name: 'Excel' }).first().click();
    await page.getByText(`0 rows saved to ${path}`).waitFor();
    const [books] = await readWorkbook(path);
    expect(books?.data.map((row) => row.slice(0, 4))).toEqual([
      ['Whose', 'Owners', 'Customers', 'ARR (EUR)'],
    ]);
    await page.getByRole('tab', { name: 'Retention' }).click();
  });
});

describe('a book without prices', () => {
  const book = openForTests(() => openBook({ write: writeBookWithoutPrices, title: 'in the queue' }));

  it('says that reports have nothing to be made of', async () => {
    await openAddress(book.window, '/reports');
    await book.window.getByText('No prices are known', { exact: true }).waitFor();
    expect(await axeFindings(book.window)).toEqual([]);
  });
});
