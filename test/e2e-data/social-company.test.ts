import { describe, expect } from 'vitest';
import { socialCompany } from '../support/social-company';
import { eachSourceRow } from '../support/source-rows';
import { describeChurnModel } from './support/churn-model';
import { areaOfScore, declines, type Lifetime, readLifetimes } from './support/score-history';
import { simulatedWay } from './support/simulated-way';

/** A consumer network that nobody here made, on its whole way, from its single events. */
let lifetimes: Lifetime[];
const way = simulatedWay(socialCompany, ({ store }) => {
  lifetimes = readLifetimes(store);
});
const { source, today, moved } = way;

describe('the simulated consumer network, on its whole way', () => {
  way.test('counts each of its 624,319 events once, under its account', async () => {
    const theirs = new Map<string, number>();
    await eachSourceRow(source, 'event.csv.gz', ([account = '']) => {
      theirs.set(account, (theirs.get(account) ?? 0) + 1);
    });
    const ours = way.whole.store.read
      .prepared<[], { account: string; events: number }>(
        `SELECT external_id AS account, sum(events) AS events FROM activity_daily JOIN organizations USING (organization_id)
         GROUP BY organization_id`,
      )
      .all();
    expect(Object.fromEntries(ours.map(({ account, events }) => [account, events]))).toEqual(
      Object.fromEntries(theirs),
    );
    expect(ours.reduce((sum, { events }) => sum + events, 0)).toBe(624_319);
  });

  way.test('keeps the raw events of the recent window, and no older ones', async () => {
    const [{ eventsFromDay } = { eventsFromDay: 0 }] = way.whole.store.read
      .prepared<[], { eventsFromDay: number }>(
        'SELECT events_from_day AS eventsFromDay FROM sync_state WHERE id = 1',
      )
      .all();
    let recent = 0;
    await eachSourceRow(source, 'event.csv.gz', ([, time = '']) => {
      if (moved(time) >= eventsFromDay) recent++;
    });
    expect(eventsFromDay).toBeGreaterThanOrEqual(today - 91);
    const kept = way.whole.store.read
      .prepared<[], number>('SELECT sum(rows) FROM activity_events')
      .pluck()
      .get();
    expect(kept).toBe(recent);
  });

  way.test('knows 30 days ahead who leaves, and shows their decline', () => {
    const area = areaOfScore(lifetimes, 30, moved('2020-05-31'));
    const { compared, declined } = declines(lifetimes);
    console.info(
      `social: ${declined} of ${compared} accounts that left had declined; area of the score 30 days ahead ${area.toFixed(3)}`,
    );
    expect(area).toBeGreaterThan(0.6);
    expect(declined / compared).toBeGreaterThan(0.5);
  });
});

// A few dozen departures, so the bounds are wide.
describeChurnModel(way, {
  set: 'social',
  area: 0.765,
  within: 0.45,
  published: { 'ridge logit': 0.7853, XGBoost: 0.7614 },
});
