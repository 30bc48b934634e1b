import type { Page } from 'playwright';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { departedBook } from './support/books';
import { departedAccounts, fading, lastingAccounts, leaving } from './support/departed-book';
import { openAddress } from './support/open-address';
import { shownNumber, shownRows, tenths } from './support/shown-table';

let window: Page;
const book = departedBook((opened) => {
  window = opened.window;
});

const list = () => window.getByRole('grid', { name: 'Accounts by risk' });
const room = (name: string) => window.getByRole('region', { name, exact: true });
const figure = (name: string | RegExp) => window.getByRole('figure', { name });

const goTo = (path: string) => openAddress(window, path);

/** The figures behind a chart, as its table shows them. */
async function figuresOf(name: string | RegExp): Promise<string[][]> {
  await figure(name)
    .getByRole('button', { name: /Show as a table/ })
    .click();
  const rows = await shownRows(figure(name).locator('table'));
  await figure(name)
    .getByRole('button', { name: /Show the chart/ })
    .click();
  return rows;
}

/** A shown share, `9.7%` or `<0.1%`, as a number of percent. */
function percent(shown: string | undefined): number {
  return shownNumber(shown?.replace(/[<%]/g, '') ?? '');
}

describe('the risk screen of a company that churn can be learned from', () => {
  const map = 'Probability of churn and ARR of each account';

  beforeEach(async () => {
    await goTo('/');
    await window.getByRole('link', { name: 'Risk', exact: true }).click();
    await list().getByText(fading).waitFor();
  });

  it('puts the account with the highest expected loss first, with its probability and main reason', async () => {
    await expect.poll(() => window.getByRole('note').count()).toBe(0);
    const headers = await list().getByRole('columnheader').allTextContents();
    const [first] = await shownRows(list());
    const cell = (header: string) => first?.[headers.indexOf(header)];
    expect(cell('Account')).toBe(fading);
    expect(percent(cell('Churn, 90 d'))).toBeGreaterThan(10);
    expect(cell('Expected loss')).toMatch(/^\$/);
    expect(cell('Main reason')).not.toBe('–');
  });

  it('sums up the expected loss of the accounts in sight: ARR times probability', async () => {
    const tile = await window
      .getByLabel('What is at stake')
      .getByTitle(/the sum of ARR × probability/)
      .getAttribute('title');
    const rows = await figuresOf(map);
    expect(rows).toHaveLength(lastingAccounts + 1);
    for (const [name, , chance, arr = '', loss = ''] of rows) {
      const spread = shownNumber(arr) / 1_000;
      const expected = (shownNumber(arr) * percent(chance)) / 100;
      expect(Math.abs(shownNumber(loss) - expected), `${name}: ${chance} of ${arr}`).toBeLessThan(spread);
    }
    const total = rows.reduce((sum, row) => sum + shownNumber(row[4] ?? ''), 0);
    expect(Math.abs(shownNumber(tile?.split(':')[0] ?? '') - total)).toBeLessThan(rows.length);
  });

  it('counts no account among the levels of a week once it has left', async () => {
    const [latest] = await figuresOf('Accounts in each risk level, by week');
    const accounts = latest?.slice(1).reduce((sum, count) => sum + shownNumber(count), 0);
    expect(accounts).toBe(lastingAccounts + 1);
  });

  it('narrows the list by probability', async () => {
    const bar = window.getByRole('search');
    await bar.getByRole('button', { name: 'Probability' }).click();
    await window.getByRole('button', { name: '10%' }).click();
    await window.keyboard.press('Escape');
    await expect.poll(async () => (await shownRows(list())).length).toBeLessThan(lastingAccounts);
    expect((await shownRows(list()))[0]?.[0]).toBe(fading);
  });
});

describe('the forecast of an account', () => {
  beforeAll(async () => {
    await goTo('/risk');
    await list().getByText(fading).click();
    await room('Probability of churn').waitFor();
  });

  it('says the chance within 30, 90 and 180 days, which only grows, or why half a year ahead none is told', async () => {
    const chances = (await room('Probability of churn').locator('[data-horizon]').allTextContents()).map(
      percent,
    );
    expect(chances[0]).toBeGreaterThan(0);
    expect(chances).toEqual(chances.toSorted((one, other) => one - other));
    expect(chances.at(-1)).toBeLessThanOrEqual(100);
    const why = room('Probability of churn').getByText(/^Not told: so far ahead the model (ranks|was)/);
    expect(chances.length + (await why.count())).toBe(3);
    expect(await room('Probability of churn').textContent()).toMatch(/% for an average account/);
  });

  it('says when such accounts leave as a window, and shows how many are still here', async () => {
    expect(await room('Probability of churn').textContent()).toMatch(
      /(Half|A quarter) of such accounts have left after [\d.]+ month|Not reached in the horizon/,
    );
    const curve = await figuresOf(/still here, by month/);
    expect(curve[0]).toEqual(['0', '100.0%']);
    const left = curve.map(([, share]) => percent(share));
    expect(left.every((share, month) => month === 0 || share <= (left[month - 1] ?? 0))).toBe(true);
    expect(
      await figure(/still here, by month/)
        .locator('.recharts-line-curve')
        .count(),
    ).toBe(1);
  });

  it('gives reasons that add up from the average account to this one', async () => {
    const reasons = room('Why this probability').getByRole('table');
    await reasons.locator('td').first().waitFor();
    const shown = await reasons.locator('td:last-child').allTextContents();
    const [from = '', ...rest] = shown;
    const to = rest.pop() ?? '';
    expect(rest.length).toBeGreaterThan(2);
    expect(rest.reduce((sum, step) => sum + tenths(step), tenths(from))).toBe(tenths(to));
    const share = await room('Probability of churn').locator('[data-horizon]').nth(1).textContent();
    expect(tenths(to) / 10).toBe(percent(share ?? ''));
  });

  it('writes to the champion of an account that gave notice, whom the step names', async () => {
    await goTo('/accounts/67');
    await window.getByRole('heading', { name: leaving }).waitFor();
    await window.getByText('Risk', { exact: true }).last().click();
    await book.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (address) => {
        opened.push(address);
        return Promise.resolve();
      };
    });
    const mail = room('What to do')
      .getByRole('link', { name: /^Write to champion/ })
      .first();
    expect(await mail.getAttribute('title')).toBe(`Ada of ${leaving}, p1@a66.test`);
    await mail.click();
    await expect
      .poll(() => book.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
      .toEqual(['mailto:p1%40a66.test']);
  });
});

describe('the churn model', () => {
  beforeAll(async () => {
    await goTo('/risk/model');
    await room('If the team works the riskiest').waitFor();
  });

  it('says what it learned from, and how good it was on months it had not seen', async () => {
    const tiles = await window.getByLabel('How good the model is').textContent();
    expect(tiles).toContain(`${departedAccounts} churns`);
    expect(tiles).toMatch(/AUC0\.\d\d/);
    expect(await room('Training data and limits').textContent()).toContain(
      `It has seen only ${departedAccounts} departures`,
    );
  });

  it('tells what was done for accounts and what can be told of it, with an interval', async () => {
    const table = room('What helped').locator('table');
    await expect.poll(() => table.count()).toBe(1);
    const rows = await shownRows(table);
    const reviews = rows.find(([kind]) => kind === 'Business review');
    expect(reviews?.[1]).toMatch(/^(Fewer left|More left|Too small to tell)$/);
    expect(shownNumber(reviews?.[2] ?? '')).toBeGreaterThan(20);
    expect(reviews?.slice(3, 5).every((share) => /^\d+(\.\d)?%$/.test(share))).toBe(true);
    expect(reviews?.[5]).toMatch(/^[+−]?\d+\.\d [+−]?\d+\.\d to [+−]?\d+\.\d$/);
    expect(reviews?.at(-1)).toBe('Observed');
    // Fourteen accounts are too few, whatever became of them.
    expect(rows.find(([kind]) => kind === 'Check-in')?.[1]).toBe('Too small to tell');
  });

  it('compares predicted with observed churn at each horizon', async () => {
    for (const horizon of [30, 90, 180]) {
      await room('Predicted and observed').getByText(`${horizon} days`, { exact: true }).click();
      const chart = figure(`Predicted and observed churn within ${horizon} days`);
      await expect.poll(() => chart.locator('.recharts-scatter-symbol').count()).toBeGreaterThan(1);
    }
    const rows = await figuresOf('Predicted and observed churn within 180 days');
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(([predicted, observed]) => percent(predicted) <= 100 && percent(observed) <= 100)).toBe(
      true,
    );
  });

  it('says what a team catches that works the riskiest: more with more accounts', async () => {
    const rows = await shownRows(room('If the team works the riskiest').locator('table'));
    const caught = rows.map(([, churns]) => percent(churns));
    expect(caught.length).toBeGreaterThan(2);
    expect(caught).toEqual([...caught].sort((a, b) => a - b));
    expect(shownNumber(rows[0]?.[3]?.replace(' ×', '') ?? '')).toBeGreaterThan(1);
  });

  it('is trained again on demand, as a new version', async () => {
    await window.getByRole('button', { name: 'Train again' }).click();
    await window.getByText(/version 2, fitted/).waitFor({ timeout: 60_000 });
  });
});
