import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { knownAccounts, stories } from './support/known-book';
import { openAddress } from './support/open-address';
import { shownRows } from './support/shown-table';

let window: Page;
knownBook((book) => {
  window = book.window;
});

const list = () => window.getByRole('grid', { name: 'Accounts by risk' });
const room = (name: string) => window.getByRole('region', { name, exact: true });

const goTo = (path: string) => openAddress(window, path);

describe('the risk screen of a company that knows no churn', () => {
  beforeEach(async () => {
    await goTo('/');
    await window.getByRole('link', { name: 'Risk', exact: true }).click();
    await list().getByText(stories.sinking).waitFor();
  });

  it('says that no probability is known, and shows none', async () => {
    expect(await window.getByRole('note').textContent()).toMatch(
      /^No probability yet: 0 churns known, \d+ needed/,
    );
    expect(await window.getByLabel('What is at stake').textContent()).toMatch(/Expected loss in 90 days–/);
    expect(await list().getByRole('columnheader').allTextContents()).not.toContain('Churn, 90 d');
    expect(await window.getByRole('search').getByRole('button', { name: 'Probability' }).count()).toBe(0);
  });

  it('puts the worst first, and counts the revenue at risk', async () => {
    expect((await shownRows(list()))[0]?.slice(0, 2)).toEqual([
      stories.sinking,
      expect.stringMatching(/High|Critical/),
    ]);
    expect(await window.getByLabel('What is at stake').textContent()).toMatch(/ARR at risk\$1/);
  });

  it('maps health and revenue, with a table of the same figures', async () => {
    const map = window.getByRole('figure', { name: 'Health score and ARR of each account' });
    await expect.poll(() => map.locator('.recharts-scatter-symbol').count()).toBe(knownAccounts);
    await map.getByRole('button', { name: /Show as a table/ }).click();
    expect(await shownRows(map.locator('table'))).toHaveLength(knownAccounts);
  });

  it('opens an account from the map on its risk', async () => {
    const map = window.getByRole('figure', { name: 'Health score and ARR of each account' });
    await map.locator('.recharts-scatter-symbol').last().click();
    await window.getByRole('tab', { name: 'Risk', selected: true }).waitFor();
  });

  it('narrows tiles and list by level, and widens again', async () => {
    const bar = window.getByRole('search');
    await bar.getByRole('button', { name: 'Level' }).click();
    await window.getByRole('checkbox', { name: 'Low' }).check();
    await window.keyboard.press('Escape');
    await expect.poll(async () => (await list().textContent())?.includes(stories.sinking)).toBe(false);
    expect(await window.getByLabel('What is at stake').textContent()).toMatch(/ARR at risk\$0/);
    await bar.getByRole('button', { name: 'Clear all' }).click();
    await list().getByText(stories.sinking).waitFor();
  });

  it('opens the account under the keyboard, and comes back to the list', async () => {
    await list().focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Enter');
    await window.getByRole('heading', { level: 1, name: stories.sinking }).waitFor();
    await window.getByRole('tab', { name: 'Risk', selected: true }).waitFor();
    await window.keyboard.press('Alt+ArrowLeft');
    await list().waitFor();
  });
});

describe('the risk tab of an account', () => {
  beforeEach(async () => {
    await goTo('/risk');
    await list().getByText(stories.sinking).click();
    await room('Risk level').waitFor();
  });

  it('says the level, why it stands, and how each dimension does', async () => {
    const level = await room('Risk level').textContent();
    expect(level).toMatch(/the risk is (high|critical)/);
    for (const dimension of ['Engagement', 'Adoption', 'Satisfaction', 'Retention', 'Value realization']) {
      expect(level).toContain(dimension);
    }
  });

  it('shows no probability where none is known', async () => {
    expect(await window.getByRole('note').textContent()).toMatch(/No probability yet/);
    expect(await room('Probability of churn').count()).toBe(0);
  });

  it('leads from a step to where it is taken', async () => {
    await room('What to do')
      .getByRole('button', { name: /Open tickets/ })
      .first()
      .click();
    await window.getByRole('tab', { name: 'Support', selected: true }).waitFor();
    await window.getByText('Nothing loads since the move').waitFor();
  });
});

describe('the churn model of a company that knows no churn', () => {
  it('says what is missing, and cannot be trained', async () => {
    await goTo('/risk');
    await window.getByRole('link', { name: 'Churn model' }).click();
    await window.getByRole('heading', { level: 1, name: 'Churn model' }).waitFor();
    await window.getByText(/No probability yet: 0 churns known/).waitFor();
    expect(await window.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(true);
  });
});

it('leaves out the part of an address that can’t be read, and says so', async () => {
  await goTo('/risk?filter=%7B%22levels%22%3A%22moon%22%7D');
  await list().getByText(stories.sinking).waitFor();
  await window.getByText('Part of the address can’t be read and was left out').first().waitFor();
  await goTo('/accounts?filter=%7B%22bands%22%3A%5B%22poor%22%5D%2C%22trends%22%3A%22moon%22%7D&moon=1');
  await window.getByRole('grid', { name: 'Accounts' }).getByText(stories.silent).waitFor();
  expect(await shownRows(window.getByRole('grid', { name: 'Accounts' }))).toHaveLength(1);
  expect(decodeURIComponent(window.url())).toMatch(/#\/accounts\?filter=\{"bands":\["poor"\]\}$/);
  await goTo('/accounts/1?tab=moon');
  await window.getByRole('tab', { name: 'Health', selected: true }).waitFor();
});
