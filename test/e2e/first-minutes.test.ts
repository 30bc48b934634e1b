import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { knownAccounts, stories } from './support/known-book';

const book = knownBook();

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await book.window.keyboard.press(key);
}
function heading(name: string): Promise<void> {
  return book.window.getByRole('heading', { level: 1, name }).waitFor();
}
/** What has the focus, as one hears it. */
function focused(): Promise<string> {
  return book.window.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}
/** Tab until something is reached. @returns how many times */
async function tabTo(name: RegExp, most: number): Promise<number> {
  for (let steps = 1; steps <= most; steps++) {
    await press('Tab');
    if (name.test(await focused())) return steps;
  }
  throw new Error(`${name} is not reached by ${most} times Tab; the focus is on “${await focused()}”`);
}
/** Through the palette, as who knows no other key. */
async function goTo(action: string, title: string): Promise<void> {
  await press('Control+k');
  await book.window.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
  await book.window.keyboard.type(action);
  await book.window.getByRole('option', { name: action }).waitFor();
  await press('Enter');
  await heading(title);
}

describe('Tab', () => {
  it.each([
    ['Today', 'Go to Today', 'ol a[tabindex="0"]'],
    ['Accounts', 'Go to Accounts', '[role="grid"]'],
    ['Risk', 'Go to Risk', '[role="grid"]'],
    ['Monitor', 'Go to Monitor', '[role="group"][tabindex="0"]'],
  ])('reaches the list of %s in at most 25 steps from the head of the page', async (title, action, list) => {
    await goTo(action, title);
    await book.window.locator('main').locator(list).first().waitFor();
    const steps = await book.window.evaluate((selector) => {
      const main = document.querySelector('main');
      const reachable = [
        ...(main?.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]') ??
          []),
      ].filter(
        (element) =>
          element.tabIndex >= 0 &&
          !element.hasAttribute('disabled') &&
          element.checkVisibility({ visibilityProperty: true }),
      );
      return reachable.findIndex((element) => element.matches(selector)) + 1;
    }, list);
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThanOrEqual(25);
  });
});

describe('the tour', () => {
  const titles = [
    'Who needs you, and why',
    'A score that adds up',
    'Everything by the keyboard',
    'Written down at once',
  ] as const;
  const spokenOf = [
    '#main li[data-account]',
    '[data-tour="parts"]',
    '[data-tour="search"]',
    '[data-tour="sync"]',
  ] as const;
  const card = (step: number) => book.window.getByRole('region', { name: titles[step] ?? 'no such step' });

  /** A step is there, with the focus, and hides nothing of what it speaks of. */
  async function isAt(step: number): Promise<void> {
    await card(step)
      .getByText(`Tour, step ${step + 1} of 4`)
      .waitFor();
    await expect.poll(focused).toBe(step === 3 ? 'Done' : 'Next');
    await expect
      .poll(() => book.window.evaluate(cardAndRing, spokenOf[step] ?? 'nothing'))
      .toEqual({ apart: true, whole: true, rings: true });
  }

  it('comes once by itself and is taken by keyboard alone, over the screens that it tells of', async () => {
    await goTo('Go to Today', 'Today');
    await book.window.evaluate(() => localStorage.removeItem('steward-tour'));
    await book.window.reload();
    await isAt(0);
    await press('j', 'e');
    await book.window.getByText('1 done today').waitFor();
    await press('u');
    await book.window.getByText('0 done today').waitFor();
    await press('ArrowRight');
    await book.window.getByRole('heading', { name: 'What makes the score' }).waitFor();
    await isAt(1);
    await press('Enter');
    await isAt(2);
    await press('Control+k');
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
    await press('Escape');
    await isAt(2);
    await press('ArrowLeft');
    await isAt(1);
    await press('Enter', 'Enter');
    await isAt(3);
    await press('Enter');
    await card(3).waitFor({ state: 'detached' });
    await goTo('Go to Today', 'Today');
    await book.window.reload();
    await book.window.getByRole('list', { name: 'What needs you' }).waitFor();
    await book.window.getByLabel('Owner', { exact: true }).first().waitFor();
    expect(await card(0).count()).toBe(0);
  });

  it('is whole beside what it speaks of on a small window with large words, and ends with Esc', async () => {
    await book.window.setViewportSize({ width: 640, height: 400 });
    await press('Control+k');
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
    await book.window.keyboard.type('Take the tour');
    await press('Enter');
    for (const step of titles.keys()) {
      await isAt(step);
      if (step < 3) await press('Enter');
    }
    await press('Escape');
    await card(3).waitFor({ state: 'detached' });
    await expect.poll(() => book.window.evaluate(() => document.activeElement?.id)).toBe('main');
    await book.window.setViewportSize({ width: 1280, height: 800 });
  });
});

describe('the first five minutes, by keyboard alone', () => {
  it('Today: one moves, opens, comes back, puts away and takes back', async () => {
    await goTo('Go to Today', 'Today');
    await book.window.getByRole('list', { name: 'What needs you' }).waitFor();
    await press('j', 'k', 'Enter');
    await book.window
      .getByText('How the account stands')
      .or(book.window.getByLabel('How the account stands'))
      .first()
      .waitFor();
    await press('Alt+ArrowLeft');
    await heading('Today');
    await press('e');
    await book.window.getByText('1 done today').waitFor();
    await press('u');
    await book.window.getByText('0 done today').waitFor();
    await press('s');
    await book.window.getByLabel('Why it can wait').waitFor();
    await book.window.keyboard.type('Waits for the board');
    await press('Control+Enter');
    await book.window.getByText('1 snoozed').waitFor();
    await press('u');
    await book.window.getByText('0 snoozed').waitFor();
  });

  it('an account: a step of what changed leads to its measure', async () => {
    await press('Control+k');
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
    await book.window.keyboard.type(stories.sinking);
    await book.window.getByRole('option', { name: stories.sinking }).first().waitFor();
    await press('Enter');
    await heading(stories.sinking);
    await book.window.getByText('What makes the score').waitFor();
    await tabTo(/^(Severe tickets|Tickets per seat|Active days|Usage)/, 45);
    await press('Enter');
    await book.window.locator('tr[data-wanted]').first().waitFor();
  });

  it('Accounts: one filters, saves a view and exports it', async () => {
    await goTo('Go to Accounts', 'Accounts');
    await book.window.getByText(`${knownAccounts} accounts,`).waitFor();
    await press('/');
    await book.window.keyboard.type('mills');
    await book.window.getByText(/^1 account,/).waitFor();
    await press('Tab');
    expect(await tabTo(/^Health/, 4)).toBeLessThan(4);
    await press('Escape');
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    await tabTo(/^All accounts/, 9);
    await press('Enter');
    await book.window.getByRole('menuitem', { name: 'Save as a new view' }).focus();
    await press('Enter');
    await book.window.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor();
    await book.window.keyboard.type('Steady twenties');
    await press('Enter');
    await book.window.getByRole('button', { name: 'Steady twenties' }).waitFor();
    const file = join(book.userData, 'view.csv');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await goTo('Export accounts as CSV', 'Accounts');
    await book.window.getByText(`1 account saved to ${file}`).waitFor();
    expect(readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)).toHaveLength(2);
  });

  it('Risk: its table is near, and Enter opens an account', async () => {
    await goTo('Go to Risk', 'Risk');
    const table = book.window.getByRole('grid', { name: 'Accounts by risk' });
    await table.waitFor();
    // The link to skip to the list is the second stop of the window.
    await book.window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await tabTo(/^Skip to the list$/, 40);
    await press('Enter');
    expect(await focused()).toBe('Accounts by risk');
    await press('Home', 'Enter');
    await book.window.getByRole('heading', { level: 2, name: 'Risk level' }).waitFor();
  });

  it('?: all keys; Settings: a weight moves, and the effect shows before anything is saved', async () => {
    await press('?');
    await book.window.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await press('Escape');
    await goTo('Change score weights and bands', 'Settings');
    await book.window.getByRole('heading', { level: 2, name: 'Dimensions' }).waitFor();
    const slider = book.window.getByRole('slider').first();
    await slider.focus();
    const before = await slider.getAttribute('aria-valuenow');
    await press('ArrowRight');
    expect(await slider.getAttribute('aria-valuenow')).not.toBe(before);
    await book.window
      .getByText(/would change band|changes its band/)
      .first()
      .waitFor();
  });
});

/** Runs in the page: whether the tour's card is whole, and beside what it points at, which is there to be seen. */
function cardAndRing(spokenOf: string): { apart: boolean; whole: boolean; rings: boolean } {
  const [card, ring] = ['card', 'ring'].map((part) =>
    document.querySelector(`[data-tour="${part}"]`)?.getBoundingClientRect(),
  );
  if (card === undefined || ring === undefined) return { apart: false, whole: false, rings: false };
  const isIn = (box: DOMRect) =>
    box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  const apart =
    card.right <= ring.left || ring.right <= card.left || card.bottom <= ring.top || ring.bottom <= card.top;
  const seen = document.elementsFromPoint(ring.x + ring.width / 2, ring.y + ring.height / 2);
  const target = seen.find((one) => one.closest(spokenOf) !== null);
  return { apart, whole: isIn(card) && isIn(ring), rings: target !== undefined && ring.height > 20 };
}
