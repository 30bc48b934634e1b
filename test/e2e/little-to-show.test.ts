import type pg from 'pg';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { unconnectedSteward } from './support/books';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

const tabs = [
  'health',
  'risk',
  'usage',
  'contacts',
  'notes',
  'support',
  'surveys',
  'subscription',
  'details',
];
const account = tabs.map((tab) => `/accounts/1?tab=${tab}`);
const ofCompany = ['/', '/accounts', ...account, '/accounts/1/people/1', '/risk', '/risk/model'];
const always = ['/monitor', '/settings/scores', '/settings/connection', '/settings/links'];

/** What no screen says, however little there is: nothing of nothing, one of several, or a word of the machine. */
const neverSaid = [
  /\b0 of 0\b/,
  /\bof 0 accounts\b/,
  /(?<![\d.,])1 (accounts|contacts|seats|days|hours|events|features|users|terms|tickets|rows|months|weeks|churns|answers|signs)\b/,
  /\b(NaN|undefined|null|Infinity)\b/,
];

/** The words of the page, once they stay. */
async function wordsAt(window: Page, path: string): Promise<string> {
  await openAddress(window, path);
  let before = '';
  await expect
    .poll(
      async () => {
        const now = (await window.locator('#main').allInnerTexts()).join('');
        const stays = now === before && now !== '';
        before = now;
        return stays;
      },
      { interval: 250, timeout: 15_000 },
    )
    .toBe(true);
  return before;
}

async function expectGoodWords(window: Page, path: string, wanted: string | RegExp): Promise<void> {
  const words = await wordsAt(window, path);
  expect(words).toMatch(wanted);
  expect(neverSaid.filter((never) => never.test(words))).toEqual([]);
  const empty = await window.evaluate(() =>
    [...document.querySelectorAll('#main figure:has(.recharts-surface)')]
      .filter((figure) => figure.querySelector('.recharts-surface path, .recharts-surface circle') === null)
      .map((figure) => figure.getAttribute('aria-label')),
  );
  expect(empty).toEqual([]);
}

describe('without a copy', () => {
  const steward = unconnectedSteward();

  it.each(ofCompany)('%s says how to get one', async (path) => {
    await expectGoodWords(steward.window, path, /Connect to your company’s database/);
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
  it('nothing promises scores or asks to train what can’t be learned', async () => {
    expect(await wordsAt(book.window, '/')).not.toMatch(/on their way|0 accounts/);
    await wordsAt(book.window, '/risk/model');
    expect(await book.window.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(true);
  });
});

describe('of a company with one of everything', () => {
  const book = openForTests(() => openBook({ write: writeOneOfEverything }));

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
});

async function writeOneOfEverything(admin: pg.Pool): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.managers (email, name) VALUES ('ann@book.test', 'Ann Abel');
    INSERT INTO customer_success.features (external_id, name, kind) VALUES ('plan', 'Plan', 'core');
    INSERT INTO customer_success.organizations (external_id, name, segment, lifecycle_stage, owner_id, created_at)
    VALUES ('a1', 'Only One', 'SMB', 'growth', 1, now() - interval '1 year');
    INSERT INTO customer_success.users (organization_id, external_id, name, email, role, created_at)
    VALUES (1, 'p1', 'Ada', 'ada@one.test', 'champion', now() - interval '1 year');
    INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, mrr, quantity, unit, renews_on)
    VALUES (1, 's1', 'Platform', current_date - 100, 100, 1, 'users', current_date + 1);
    INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
    VALUES (1, 1, 1, now() - interval '1 day');
    INSERT INTO customer_success.support_tickets (organization_id, user_id, external_id, subject, severity, opened_at)
    VALUES (1, 1, 't1', 'Help', 'urgent', now() - interval '1 day');
    INSERT INTO customer_success.survey_responses (organization_id, user_id, external_id, kind, score, comment, responded_at)
    VALUES (1, 1, 'r1', 'nps', 9, 'ok', now() - interval '1 day')`);
}
