import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { formatDay } from '../../src-main/lib/day';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import { decisionsOn } from '../support/action-context';
import {
  type GrownCompany,
  type GrownPage,
  growCompany,
  writeCompany,
  writePages,
} from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const accounts = 12;
let scored: ScoredStore;
let company: GrownCompany;
beforeEach(() => {
  scored = storeWithJobs(today);
  company = growCompany({ seed: 11, accounts, firstDay: today - 120, lastDay: today });
  writeCompany(scored.store, company);
});
afterEach(() => scored.close());

describe('what a contact did lately is what the pages say', () => {
  it('before anything was scored', () => {
    expect(habits()).toEqual(habitsByHand(company.pages));
    expect(habits().length).toBeGreaterThan(20);
  });

  it('after everything was folded', async () => {
    await scoreOn(scored, today);
    expect(habits()).toEqual(habitsByHand(company.pages));
  });

  it('where counts of days folded long ago have changed and nobody has scored since', async () => {
    await scoreOn(scored, today);
    const late = company.pages
      .filter(({ day, periodDays }) => periodDays === 1 && day > today - 20)
      .map(doubled);
    writePages(scored.store, late);
    const changed = new Map(late.map((page) => [keyOf(page), page]));
    const pages = company.pages.map((page) => changed.get(keyOf(page)) ?? page);
    expect(habits()).toEqual(habitsByHand(pages));
    expect(habits()).not.toEqual(habitsByHand(company.pages));
  });
});

it('a contact’s band is by the configuration that made the score, until a new one has', async () => {
  await scoreOn(scored, today);
  const before = bands();
  expect(new Set(before).size).toBeGreaterThan(1);
  const config = structuredClone(starterConfig);
  config.bands = { middle: 1, healthy: 2 };
  saveConfig(decisionsOn(scored.store, scored.clock.now()), { config, note: 'All well', basedOn: 1 });
  expect(bands()).toEqual(before);
  await scoreOn(scored, today);
  expect(bands()).not.toEqual(before);
});

const contacts = () =>
  Array.from({ length: accounts }, (_, index) =>
    listContacts(scored.store.read, { id: index + 1, limit: 100, offset: 0 }, today).rows.map((row) => row),
  ).flat();
const bands = () => contacts().map(({ band }) => band);
const keyOf = ({ organizationId, day }: GrownPage) => `${organizationId} ${day}`;

interface Habits {
  readonly id: number;
  readonly lastActivity: string | null;
  readonly activeDays28: number | null;
  readonly events28: number | null;
}

function habits(): Habits[] {
  return contacts()
    .map(({ id, lastActivity, activeDays28, events28 }) => ({ id, lastActivity, activeDays28, events28 }))
    .toSorted((left, right) => left.id - right.id);
}

/** The plain sums; weekly counts name no user. */
function habitsByHand(pages: readonly GrownPage[]): Habits[] {
  return company.users
    .map(({ userId = 0 }) => {
      const own = pages.flatMap(({ day, entries }) =>
        entries.filter(({ user }) => user === userId).map(({ events }) => ({ day, events })),
      );
      const last = own.map(({ day }) => day).reduce((later, day) => Math.max(later, day), 0);
      const lately = own.filter(({ day }) => day > today - 28);
      return {
        id: userId,
        lastActivity: last === 0 ? null : formatDay(last),
        activeDays28: last === 0 ? null : new Set(lately.map(({ day }) => day)).size,
        events28: last === 0 ? null : lately.reduce((sum, { events }) => sum + events, 0),
      };
    })
    .toSorted((left, right) => left.id - right.id);
}

function doubled(page: GrownPage): GrownPage {
  return { ...page, entries: page.entries.map((entry) => ({ ...entry, events: 2 * entry.events })) };
}
