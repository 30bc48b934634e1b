import { describe, expect, it } from 'vitest';
import type { MeasureId } from '../../../src-preload/contract/health-config';
import type { Entry, Page } from '../activity/pages';
import { asOf } from './batch';
import { contacts, days, measure, seats, use } from './measured';

const ofPeople = [
  'active_share',
  'license_adoption',
  'stickiness',
  'feature_depth',
] as const satisfies readonly MeasureId[];
const nameless = (events: number, activeUsers = -1): Entry => ({ user: 0, feature: 1, events, activeUsers });
const story = { ...seats(10), ...contacts(1, 2, 3, 4) };
const fourPeople = () => [use(1), use(2), use(3), use(4)];
const fourPeopleAnd = (day: number, ...more: Entry[]) =>
  days(asOf - 120, asOf, (at) => (at === day ? [...more, ...fourPeople()] : fourPeople()));

function measuresOfPeople(pages: readonly Page[]) {
  const { raw, facts } = measure(pages, story);
  return { raws: ofPeople.map((id) => raw(id)), activeUsers: facts.activeUsers };
}

describe('use without a name beside that of known people', () => {
  it('leaves four of ten seats four of ten, on whatever day it comes', () => {
    const named = measuresOfPeople(days(asOf - 120, asOf, fourPeople));
    for (const day of [asOf, asOf - 1, asOf - 27, asOf - 28, asOf - 89, asOf - 90]) {
      expect(measuresOfPeople(fourPeopleAnd(day, nameless(1)))).toEqual(named);
    }
    expect(named).toEqual({ raws: [0.4, 0.4 / 0.8, 1, 0], activeUsers: 4 });
  });

  it('hides the number of people from more than a quarter of all events on', () => {
    const upTo = (share: number) => fourPeopleAnd(asOf - 1, nameless((28 * 40 * share) / (1 - share)));
    expect(measure(upTo(0.25), story).raw('active_share')).toBe(0.4);
    expect(measure(upTo(0.26), story).raw('active_share')).toBeNaN();
    // Of 90 days, the same events are a smaller share.
    expect(measure(upTo(0.26), story).raw('license_adoption')).toBe(0.5);
    expect(measure(upTo(0.26), story).facts.activeUsers).toBe(4);
  });

  it('makes at least so many people as one count says, where it is most of the use', () => {
    const most = (said: number) => measure(fourPeopleAnd(asOf - 1, nameless(9000, said)), story);
    expect([most(-1), most(3), most(7)].map(({ facts }) => facts.activeUsers)).toEqual([4, 4, 7]);
    expect(most(7).raw('active_share')).toBeNaN();
  });

  it('is nobody known where there is no other', () => {
    const { raw, facts } = measure(
      days(asOf - 5, asOf - 5, () => [nameless(1)]),
      story,
    );
    expect([raw('active_share'), facts.activeUsers]).toEqual([Number.NaN, Number.NaN]);
    expect(facts.lastActivityDay).toBe(asOf - 5);
  });

  it('does not make the known people busier', () => {
    const later = days(asOf - 120, asOf, (at) =>
      at > asOf - 28 ? [nameless(8), ...fourPeople()] : fourPeople(),
    );
    expect(measure(later, story).raw('feature_depth')).toBe(0);
  });

  it('may be a week counted as one: days and people stay known', () => {
    const week: Page = { day: asOf - 7, periodDays: 7, entries: [nameless(40, 2)] };
    const before = days(asOf - 120, asOf - 3, fourPeople);
    const pages = [...before, week].toSorted((a, b) => a.day + a.periodDays - b.day - b.periodDays);
    const { raw, facts } = measure(pages, story);
    expect(raw('active_share')).toBe(0.4);
    expect(raw('active_days')).toBe(25);
    expect(raw('days_since_activity')).toBe(1);
    expect(facts).toMatchObject({ activeUsers: 4, activityKnownThrough: asOf });
  });
});
