import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { unconnectedSteward } from './support/books';
import { expectGoodWords, expectNothingNeverSaid, wordsAt } from './support/good-words';
import { heldBook } from './support/held-book';
import { writeOneOfEverything } from './support/one-of-everything';
import { openBook } from './support/open-book';

const tabs = [
  'health',
  'risk',
  'usage',
  'contacts',
  'timeline',
  'notes',
  'support',
  'surveys',
  'subscription',
  'details',
];
const account = tabs.map((tab) => `/accounts/1?tab=${tab}`);
const ofCompany = [
  '/',
  '/accounts',
  ...account,
  '/accounts/1/people/1',
  '/risk',
  '/risk/model',
  '/rules',
  '/rules/new',
  '/segments/new',
  '/reports',
  '/reports?show=retention',
];
const always = [
  '/monitor',
  '/settings/scores',
  '/settings/connection',
  '/settings/links',
  '/settings/keeping',
  '/settings/audit',
  '/settings/team',
];

/** What opens over a screen, or is written on it. */
interface Opening {
  readonly name: string;
  readonly path: string;
  readonly open: (window: Page) => Promise<void>;
}

const press = (name: string | RegExp) => (window: Page) =>
  window.getByRole('button', { name }).first().click();

const anywhere: readonly Opening[] = [
  { name: 'shortcuts', path: '/monitor', open: press('Keyboard shortcuts') },
  { name: 'the palette', path: '/monitor', open: press(/^Search accounts/) },
  {
    name: 'how old the data is',
    path: '/monitor',
    open: (window) => window.locator('header button[data-tone][aria-expanded]').click(),
  },
];
const ofList: readonly Opening[] = [
  { name: 'columns', path: '/accounts', open: press('Columns') },
  {
    name: 'a new view',
    path: '/accounts',
    open: async (window) => {
      await press('All accounts')(window);
      await window.getByRole('menuitem', { name: 'Save as a new view' }).click();
    },
  },
];
const ofAccount: readonly Opening[] = [
  { name: 'snooze', path: '/', open: press(/^Snooze/) },
  { name: 'override', path: '/accounts/1', open: press('Override score') },
  { name: 'pulse', path: '/accounts/1', open: press('Give pulse') },
];
const mainText = async (window: Page) => (await window.locator('#main').allInnerTexts()).join('');
const layer = '[role="dialog"]:visible, [role="menu"]:visible, .mantine-Popover-dropdown:visible';

async function expectGoodWordsOver(window: Page, { path, open }: Opening): Promise<void> {
  await wordsAt(window, path);
  await open(window);
  const opened = window.locator(layer).last();
  await opened.waitFor();
  expectNothingNeverSaid((await opened.allInnerTexts()).join(''));
  await window.keyboard.press('Escape');
  await expect.poll(() => window.locator(layer).count()).toBe(0);
}

/** What would change an account or a list that isn't there. */
const needACopy = [
  'Columns',
  'All accounts',
  'Export CSV',
  'Override score',
  'Give pulse',
  'Snooze',
  'Keep note',
  'Score all accounts',
];

async function expectNotOffered(window: Page, path: string): Promise<void> {
  // The audit is read at the company, copy or none.
  const names = path === '/settings/audit' ? needACopy.filter((name) => name !== 'Export CSV') : needACopy;
  const offered = await Promise.all(
    names.map((name) => window.locator('#main').getByRole('button', { name, exact: true }).count()),
  );
  expect([path, ...offered]).toEqual([path, ...names.map(() => 0)]);
}

/** Changes one number of the configuration, looks at what it would do, and takes it back. */
async function expectGoodDraft(window: Page, effect: RegExp): Promise<void> {
  await wordsAt(window, '/settings/scores');
  const field = window.getByLabel('Middle from');
  const before = await field.inputValue();
  await field.fill(String(Number(before) + 1));
  await expect.poll(() => mainText(window), { timeout: 15_000 }).toMatch(effect);
  expectNothingNeverSaid(await mainText(window));
  await window.getByRole('button', { name: 'Discard' }).click();
}

describe('without a copy', () => {
  const steward = unconnectedSteward();
  beforeAll(() => steward.window.setDefaultTimeout(6_000));

  it.each(ofCompany)('%s says how to get one', async (path) => {
    await expectGoodWords(steward.window, path, /Connect to your company’s database/);
    await expectNotOffered(steward.window, path);
  });
  it.each(anywhere)('$name opens with words of its own', async (opening) => {
    await expectGoodWordsOver(steward.window, opening);
  });
  it('a draft of the configuration says that there is nobody to show it on', async () => {
    await expectGoodDraft(steward.window, /no scored account yet/);
  });
  it('a connection that is tried says what is missing, and speaks of none that stays', async () => {
    await wordsAt(steward.window, '/settings/connection');
    await press('Test')(steward.window);
    await expect.poll(() => mainText(steward.window)).toMatch(/Enter|address/i);
    await steward.window.getByLabel('Address').fill('postgres://ann@127.0.0.1:1/book');
    await press('Test')(steward.window);
    await steward.window
      .getByLabel('What the test found')
      .or(steward.window.getByRole('alert'))
      .first()
      .waitFor();
    const words = await mainText(steward.window);
    expect(words).not.toMatch(/present connection/);
    expectNothingNeverSaid(words);
  });
  it.each(always)('%s stands by itself', async (path) => {
    await expectGoodWords(steward.window, path, /./);
  });
  it('the monitor says that there is none, and offers nothing that needs one', async () => {
    const words = await wordsAt(steward.window, '/monitor');
    expect(words).toMatch(/Data is from\s+No copy yet/);
    expect(words).toMatch(/Next attempt\s+None planned/);
    expect(words).not.toMatch(/Sync now|company’s first change/);
  });
});

describe('of a company without accounts', () => {
  const book = openForTests(() => openBook({ write: async () => {}, title: 'No accounts yet' }));

  it.each(['/', '/accounts', '/risk'])('%s says so, and that they come', async (path) => {
    await expectGoodWords(book.window, path, /No accounts yet\s+They come with the company’s data/);
  });
  it.each([...account, '/accounts/1/people/1'])('%s says once that it is not there', async (path) => {
    await expectGoodWords(book.window, path, /This is no longer here/);
  });
  it.each([
    ['/risk/model', /No probability yet: 0 churns known, 15 needed/],
    ['/monitor', /There is no account to score\./],
    ...always.slice(1).map((path) => [path, /./] as const),
  ] as const)('%s has its words', async (path, wanted) => {
    await expectGoodWords(book.window, path, wanted);
  });
  it.each([...anywhere, ...ofList])('$name opens with words of its own', async (opening) => {
    await expectGoodWordsOver(book.window, opening);
  });
  it('a draft of the configuration says that there is nobody to show it on', async () => {
    await expectGoodDraft(book.window, /no scored account yet/);
  });
  it('nothing promises scores or asks to train what can’t be learned', async () => {
    expect(await wordsAt(book.window, '/')).not.toMatch(/on their way|0 accounts/);
    await wordsAt(book.window, '/risk/model');
    expect(await book.window.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(true);
  });
});

describe('of a company that lacks what is read', () => {
  const book = openForTests(() =>
    openBook({
      write: async (admin) => {
        await admin.query('ALTER TABLE customer_success.features RENAME COLUMN kind TO sort');
      },
      title: 'The first load failed',
    }),
  );

  it.each(ofCompany)('%s says that and what to do, not that nobody answers', async (path) => {
    await expectGoodWords(
      book.window,
      path,
      /The first load failed\s+The company’s database lacks .*column kind/,
    );
    await expectNotOffered(book.window, path);
    expect(await mainText(book.window)).not.toMatch(/can’t be reached|Your copy/);
  });
});

describe('of a company with one of everything', () => {
  const book = heldBook(writeOneOfEverything);

  describe('while its first load waits for a slow server', () => {
    it.each(ofCompany)('%s says that it loads, and offers nothing of what is not here', async (path) => {
      await expectGoodWords(book.window, path, /Loading your company/);
      await expectNotOffered(book.window, path);
    });
    it.each(always)('%s stands by itself, and offers nothing of what is not here', async (path) => {
      await expectGoodWords(book.window, path, /./);
      await expectNotOffered(book.window, path);
    });
    it.each(anywhere)('$name opens with words of its own', async (opening) => {
      await expectGoodWordsOver(book.window, opening);
    });
  });

  describe('once it is here', () => {
    beforeAll(async () => {
      await wordsAt(book.window, '/');
      await book.release();
    });

    it.each([
      ['/', /Health of 1 account[\s\S]*1 account in the queue/],
      ['/accounts', /1 account, \$1\.2K ARR/],
      ['/accounts/1?tab=health', /100% of 1 seat[\s\S]*Too early for a line/],
      ['/accounts/1?tab=usage', /1 event since/],
      ['/accounts/1?tab=contacts', /1 contact\b/],
      ['/accounts/1?tab=support', /1 ticket open; 1 opened/],
      ['/accounts/1?tab=subscription', /1 term in force[\s\S]*1 seat\b/],
      ['/risk', /of 1 account in sight/],
      ['/monitor', /1 of 1 account has a score\./],
      ...[...account, '/accounts/1/people/1', '/risk/model', ...always].map((path) => [path, /./] as const),
    ] as const)('%s counts one as one', async (path, wanted) => {
      await expectGoodWords(book.window, path, wanted);
    });
    it.each([...anywhere, ...ofList, ...ofAccount])('$name opens with words of its own', async (opening) => {
      await expectGoodWordsOver(book.window, opening);
    });
    it('a draft of the configuration shows what it does to one account', async () => {
      await expectGoodDraft(book.window, /None of 1 scored account changes|1 account of 1 would/);
    });
    it('a decision that the company refused is one decision that came back', async () => {
      await book.admin.query(
        `UPDATE customer_success.operation_kinds SET max_bytes = 1 WHERE kind = 'note.add'`,
      );
      await wordsAt(book.window, '/accounts/1?tab=notes');
      await book.window.getByLabel('A note for the team').fill('Too long for this company');
      await press('Keep note')(book.window);
      await wordsAt(book.window, '/monitor');
      await expect.poll(() => mainText(book.window)).toMatch(/1 decision came back from the company/);
      await expectGoodWords(book.window, '/monitor', /Too long for this company/);
      await press('Discard')(book.window);
      await expect.poll(() => mainText(book.window)).not.toMatch(/came back/);
      await book.admin.query(
        `UPDATE customer_success.operation_kinds SET max_bytes = 45000 WHERE kind = 'note.add'`,
      );
    });
    it('a note that is kept is one note', async () => {
      await wordsAt(book.window, '/accounts/1?tab=notes');
      await book.window.getByLabel('A note for the team').fill('Asked for a second seat');
      await press('Keep note')(book.window);
      await book.window.locator('#main').getByText('Asked for a second seat').first().waitFor();
      await expectGoodWords(book.window, '/accounts/1?tab=notes', /Asked for a second seat/);
    });
  });
});
