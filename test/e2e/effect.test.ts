import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { ruleNames, writeEffectBook } from './support/effect-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

// Who sees every account and is an admin computes for the company.
const book = openForTests(() => openBook({ login: { role: 'admin', scope: 'all' }, write: writeEffectBook }));
let page: Page;

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  await vi.waitUntil(
    async () => {
      const { rows } = await book.company.admin.query(
        `SELECT FROM customer_success.book_documents WHERE kind = 'effect_report'`,
      );
      return rows.length > 0;
    },
    { timeout: 90_000, interval: 250 },
  );
}, 120_000);

const row = (name: string) => page.getByRole('row').filter({ hasText: name }).first();

describe('the effect of rules', () => {
  it('is told beside one another: what can be claimed, what can’t yet, and what is not to be trusted', async () => {
    await openAddress(page, '/interventions?show=effect');
    await row(ruleNames.helps).getByText('Fewer left', { exact: true }).waitFor();
    expect(await row(ruleNames.helps).textContent()).toMatch(/5\.0%[\s\S]*33\.3%[\s\S]*−28\.3/);
    await row(ruleNames.helps)
      .getByRole('img', { name: /^−28\.3 points, −\d+\.\d to −\d+\.\d$/ })
      .waitFor();
    await row(ruleNames.off)
      .getByText(/41\.7% of 120 accounts are held out instead of 20\.0%/)
      .waitFor();
    await row(ruleNames.late)
      .getByText(/the 90 days of 40 accounts \(10 of them held out\) are not over/i)
      .waitFor();
    await row(ruleNames.noise).getByText('Makes noise').waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'effect', theme);
    }
  });

  it('opens to what was compared and how a rule fared by week, by keyboard', async () => {
    await page.getByRole('button', { name: ruleNames.helps }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(
        'Compared: 100 accounts as they were drawn (5 left) against 60 held out at random (20 left).',
      )
      .waitFor();
    await page
      .getByText(/^3 accounts held out were reached all the same: 3 by a message by hand\./)
      .waitFor();
    await page.getByRole('button', { name: ruleNames.noise }).click();
    await page
      .getByText(/^This rule makes noise\..*20 of 30 calls to action that were closed were untouched/)
      .waitFor();
    await page.getByRole('columnheader', { name: 'Untouched' }).waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      expect(await axeFindings(page), theme).toEqual([]);
      await takePictures(page, 'effect-open', theme);
    }
  });

  it('goes into a file as it stands on the screen', async () => {
    const path = join(book.userData, 'effect.csv');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText(`4 rows saved to ${path}`).waitFor();
    const lines = readFileSync(path, 'utf8').split('\r\n');
    expect(lines[0]).toContain('"Left, with (%)","Left, without (%)",Difference (points)');
    expect(lines.find((line) => line.includes(ruleNames.helps))).toContain(',5,20,5,33.3,-28.3,');
  });

  it('stands in the list of rules and on the rule’s own page', async () => {
    await openAddress(page, '/rules');
    await row(ruleNames.helps).getByText('Fewer left').waitFor();
    await row(ruleNames.noise).getByText('Makes noise').waitFor();
    await page.getByRole('link', { name: ruleNames.helps }).click();
    await page.getByRole('heading', { name: 'What it achieved' }).waitFor();
    await page.getByText(/^Fewer left: 5\.0% of 100 accounts that were to get its messages/).waitFor();
    await page.getByRole('link', { name: 'Beside the other rules' }).click();
    await page.getByRole('tab', { name: 'Effect' }).waitFor();
    await page.getByText('Sequences', { exact: true }).click();
    await page.getByText('Nobody was let into a sequence yet').waitFor();
  });
});
