import { createActivityState } from '../../../src-main/engines/activity/activity-state';
import { foldPage } from '../../../src-main/engines/activity/fold-page';
import type { CompanyFacts } from '../../../src-main/engines/health/account-batch';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { measureDay } from '../../../src-main/engines/health/measure-day';
import { measureAt } from '../../../src-main/engines/health/measures';
import { createRawMeasures } from '../../../src-main/engines/health/raw-measures';
import type { MeasureId } from '../../../src-preload/contract/health-config';
import { dailyPage, type Entry, type Page } from '../activity/pages';
import { type AccountStory, asOf, batchOf, company } from './batch';

/** Raw values of an account and its contacts (by row) as of `asOf`. */
export function measure(pages: readonly Page[], story: AccountStory = {}, facts: CompanyFacts = company) {
  const state = createActivityState();
  const ends = ({ day, periodDays }: Page) => day + periodDays - 1;
  const fold = (chosen: readonly Page[]) => {
    for (const { day, periodDays, entries } of chosen) foldPage(state, day, periodDays, dailyPage(entries));
  };
  fold(pages.filter((page) => ends(page) < asOf));
  const batch = batchOf(story);
  const raws = createRawMeasures(1);
  const contactRaws = createRawMeasures(batch.contacts.userId.length);
  const commercial = commercialFacts(batch.subscriptions, 0, asOf, company);
  const found = measureDay(
    { company: facts, batch, account: 0, asOf, commercial, state, raws },
    () => fold(pages.filter(({ day, periodDays }) => day === asOf && periodDays === 1)),
    contactRaws,
  );
  return {
    facts: found,
    raw: (id: MeasureId) => raws.columns[measureAt[id]]?.[0],
    ofContact: (id: MeasureId, row: number) => contactRaws.columns[measureAt[id]]?.[row],
  };
}

export const days = (from: number, to: number, entriesOn: (day: number) => Entry[]): Page[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    day: from + i,
    periodDays: 1 as const,
    entries: entriesOn(from + i),
  }));
export const use = (user: number, feature = 1, events = 10): Entry => ({ user, feature, events });
export const seats = (count: number, more: object = {}) => ({
  subscriptions: [{ from: 1, seats: count, mrr: 1000, ...more }],
});
export const contacts = (...ids: number[]) => ({ contacts: ids.map((userId) => ({ userId })) });
