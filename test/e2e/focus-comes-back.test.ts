import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { openAddress } from './support/open-address';

let page: Page;
knownBook((opened) => {
  page = opened.window;
  page.setDefaultTimeout(10_000);
});

const button = (name: string | RegExp) => () => page.getByRole('button', { name }).first();
const entry = (name: string) => async () => {
  await page.getByRole('menuitem', { name }).press('Enter');
  await page.getByRole('dialog').filter({ visible: true }).waitFor();
};

interface Opening {
  readonly name: string;
  readonly path: string;
  /** What is pressed to open it: it has the focus again at the end. */
  readonly opener: () => Locator;
  /** Enter when absent. */
  readonly key?: string;
  /** What there must be before. */
  readonly first?: () => Promise<void>;
  /** On the way into what opens. */
  readonly further?: () => Promise<void>;
  /** How it is left; Escape when absent. */
  readonly leave?: () => Promise<void>;
}

const link = (name: string) => () => page.getByRole('link', { name, exact: true });
const beginDraft = () => page.getByLabel('Weight of Adoption in figures').fill('31');

const account = '/accounts/2';

/** Every menu and dialog, by each way out of it. */
const openings: readonly Opening[] = [
  { name: 'keyboard shortcuts', path: '/', opener: button('Keyboard shortcuts') },
  {
    name: 'keyboard shortcuts, by its cross',
    path: '/',
    opener: button('Keyboard shortcuts'),
    leave: () => button('Close')().press('Enter'),
  },
  { name: 'light or dark', path: '/', opener: button('Light or dark') },
  {
    name: 'light or dark, chosen',
    path: '/',
    opener: button('Light or dark'),
    leave: () => page.getByRole('menuitem', { name: 'Light', exact: true }).press('Enter'),
  },
  { name: 'how old the data is', path: '/', opener: button(/^Data|synced|ago|now/i) },
  { name: 'the palette', path: '/', opener: button(/^Search accounts/) },
  { name: 'snooze', path: '/', opener: button(/^Snooze/) },
  { name: 'views', path: '/accounts', opener: button('All accounts') },
  {
    name: 'a new view, left',
    path: '/accounts',
    opener: button('All accounts'),
    further: entry('Save as a new view'),
  },
  {
    name: 'a new view, by Cancel',
    path: '/accounts',
    opener: button('All accounts'),
    further: entry('Save as a new view'),
    leave: () => button('Cancel')().press('Enter'),
  },
  {
    name: 'a new view, saved',
    path: '/accounts',
    opener: button(/^All accounts|^My view/),
    further: entry('Save as a new view'),
    leave: async () => {
      await page.getByLabel('Name', { exact: true }).fill('My view');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'My view' }).waitFor();
    },
  },
  {
    name: 'a view renamed',
    path: '/accounts',
    opener: button(/^All accounts|^My view|^New name/),
    further: async () => {
      await page.getByRole('menuitem', { name: 'My view' }).press('Enter');
      await button('My view')().press('Enter');
      await entry('Rename')();
    },
    leave: async () => {
      await page.getByLabel('Name', { exact: true }).fill('New name');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'New name' }).waitFor();
    },
  },
  { name: 'columns', path: '/accounts', opener: button('Columns') },
  { name: 'a part of the filter', path: '/accounts', opener: button(/^Health/) },
  { name: 'more parts of the filter', path: '/accounts', opener: button('More') },
  { name: 'links', path: account, opener: button('Links') },
  { name: 'override', path: account, opener: button('Override score') },
  {
    name: 'override, by Cancel',
    path: account,
    opener: button('Override score'),
    leave: () => button('Cancel')().press('Enter'),
  },
  { name: 'pulse', path: account, opener: button('Give pulse') },
  { name: 'a day', path: account, opener: button(/^From /) },
  {
    name: 'the menu of an account',
    path: '/',
    opener: () => page.getByRole('list', { name: 'What needs you' }).getByRole('link').first(),
    key: 'ContextMenu',
  },
  {
    name: 'the menu of a row',
    path: '/accounts',
    opener: () => page.getByRole('grid'),
    first: () => page.getByRole('grid').press('ArrowDown'),
    key: 'ContextMenu',
  },
  {
    name: 'measures to add',
    path: '/settings/scores',
    opener: button('Add measure'),
    first: () => button(/^Remove /)().press('Enter'),
  },
  { name: 'the question about a draft', path: '/settings/scores', opener: link('Today'), first: beginDraft },
  {
    name: 'the question about a draft, by Stay',
    path: '/settings/scores',
    opener: link('Today'),
    first: beginDraft,
    leave: () => button('Stay')().press('Enter'),
  },
];

const focused = (opener: Locator) => opener.evaluate((element) => element === document.activeElement);
const floating = () =>
  page.locator('[role="dialog"]:visible, [role="menu"]:visible, .mantine-Popover-dropdown:visible');

describe('the keyboard is where it was', () => {
  it.each(openings)('once $name is closed', async ({ path, first, opener, key, further, leave }) => {
    await openAddress(page, path);
    await first?.();
    await opener().press(key ?? 'Enter');
    await floating().first().waitFor();
    await further?.();
    await (leave?.() ?? page.keyboard.press('Escape'));
    await expect.poll(() => floating().count(), { timeout: 5_000 }).toBe(0);
    await expect.poll(() => focused(opener()), { timeout: 2_000 }).toBe(true);
  });
});
