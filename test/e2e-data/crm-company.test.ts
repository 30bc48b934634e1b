import { describe, expect } from 'vitest';
import { unpackDailyPage } from '../../src-main/lib/activity-page';
import { dayOfInstant } from '../../src-main/lib/day';
import { readScoreHistory } from '../../src-main/store/scores/past-scores';
import { crmCompany } from '../support/crm-company';
import { eachSourceRow, sourceRows } from '../support/source-rows';
import { describeChurnModel } from './support/churn-model';
import { areaOfScore, declines, type Lifetime, readLifetimes } from './support/score-history';
import { simulatedWay } from './support/simulated-way';

/**
 * A B2B company that nobody here made, on its whole way: what is summed up here is summed from its own files, not from
 * what was made of them.
 */
let lifetimes: Lifetime[];
const way = simulatedWay(crmCompany, ({ store }) => {
  lifetimes = readLifetimes(store);
});
const { source, today, moved } = way;

function rows<Row>(sql: string): Row[] {
  return way.whole.store.read.prepared<[], Row>(sql).all();
}

function addTo<Key>(sums: Map<Key, number>, key: Key, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

describe('the simulated B2B company, on its whole way', () => {
  way.test('is loaded whole: nothing is set aside', () => {
    const loaded = way.whole.report.files.map(({ table, added, setAside }) => [table, { added, setAside }]);
    expect(Object.fromEntries(loaded)).toMatchObject({
      organizations: { added: 445, setAside: 0 },
      subscriptions: { added: 9741, setAside: 0 },
      features: { added: 25, setAside: 0 },
      activity_events: { added: 567_694, setAside: 0 },
      activity_daily: { setAside: 0 },
    });
  });

  way.test('keeps every account and who left when', () => {
    const ours = rows<{ account: string; created: number; churned: number | null }>(
      'SELECT external_id AS account, created_at AS created, churned_at AS churned FROM organizations',
    ).map(({ account, created, churned }) => [
      account,
      { start: dayOfInstant(created), churn: churned === null ? null : dayOfInstant(churned) },
    ]);
    const theirs = sourceRows(source, 'active_period.csv').map((row) => [
      row['account_id'],
      { start: moved(row['start_date'] ?? ''), churn: row['churn_date'] ? moved(row['churn_date']) : null },
    ]);
    expect(ours).toHaveLength(445);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  way.test('counts each of the 7.1 million events once, under its account, kind and week', async () => {
    const theirs = new Map<string, number>();
    let total = 0;
    await eachSourceRow(source, 'event_weekly.csv.gz', ([account, week = '', kind, events]) => {
      addTo(theirs, `${account}/${kind}/${moved(week)}`, Number(events));
      total += Number(events);
    });
    expect(total).toBe(7_094_961);

    const ours = new Map<string, number>();
    for (const { account, kind, day, events } of pagesOfCompany()) {
      addTo(ours, `${account}/${kind}/${day - ((day + 3) % 7)}`, events);
    }
    expect(ours.size).toBe(theirs.size);
    for (const [key, events] of theirs)
      if (ours.get(key) !== events) expect([key, ours.get(key)]).toBe(events);
    expect(rows('SELECT sum(events) AS events FROM activity_daily')).toEqual([{ events: total }]);
  });

  way.test('shows for each account in force the events, seats and MRR that its files add up to', async () => {
    const events = new Map<string, number>();
    await eachSourceRow(source, 'event_weekly.csv.gz', ([account = '', week = '', , count]) => {
      // A week is known when it is over; where events came one by one, each day is.
      const isKnown = Number(account) < 25 || moved(week) + 6 < today;
      if (isKnown) addTo(events, account, Number(count));
    });
    const mrr = new Map<string, number>();
    const seats = new Map<string, number>();
    for (const row of sourceRows(source, 'subscription.csv')) {
      if (moved(row['start_date'] ?? '') > today || moved(row['end_date'] ?? '') <= today) continue;
      addTo(mrr, row['account_id'] ?? '', Number(row['mrr']));
      if (row['units'] === 'users') addTo(seats, row['account_id'] ?? '', Number(row['quantity']));
    }
    const shown = rows<{ account: string; mrr: number; seats: number | null; events: number }>(
      `SELECT external_id AS account, mrr, seats, events FROM account_summaries JOIN organizations USING (organization_id)
       WHERE churned_at IS NULL`,
    );
    expect(shown).toHaveLength(346);
    for (const { account, ...figures } of shown) {
      expect(figures.mrr).toBeCloseTo(mrr.get(account) ?? 0, 6);
      expect(figures.seats).toBe(seats.get(account) ?? null);
      expect(figures.events).toBe(events.get(account));
    }
  });

  way.test('scores every account in force, and none after the day it left', () => {
    const ended = way.whole.jobs.map(({ kind, state }) => `${kind} ${state}`);
    expect(ended).toContain('score_all succeeded');
    expect(ended).toContain('backfill_history succeeded');
    for (const { churnedDay, scores } of lifetimes) {
      const last = scores.at(-1)?.day ?? 0;
      if (churnedDay === null) expect(last).toBe(today);
      else expect(last).toBeLessThanOrEqual(churnedDay);
    }
  });

  way.test('tells a weekly history of every account that lived long enough', () => {
    const [first] = rows<{ id: number }>(
      `SELECT organization_id AS id FROM organizations WHERE external_id = '25'`,
    );
    const points = readScoreHistory(way.whole.store.read, first?.id ?? 0);
    expect(points.length).toBeGreaterThan(10);
    for (const { scores } of lifetimes) {
      for (const [i, { day }] of scores.entries()) {
        const next = scores[i + 1];
        // Each of the last 28 days has a score of its own, and so has the day it is compared with.
        if (next && next.day >= today - 56) expect(next.day - day).toBeLessThanOrEqual(7);
        else if (next) expect(next.day - day).toBe(7);
      }
    }
  });

  way.test('shows the decline of accounts that left, before they left, more often than not', () => {
    const { compared, declined } = declines(lifetimes);
    const area = areaOfScore(lifetimes, 30, moved('2023-12-31'));
    const share = declined / compared;
    console.info(
      `crm: ${declined} of ${compared} accounts that left had declined (${(100 * share).toFixed(0)} %); ` +
        `area of the score 30 days ahead ${area.toFixed(3)}`,
    );
    expect(compared).toBeGreaterThan(60);
    expect(share).toBeGreaterThan(0.5);
    expect(area).toBeGreaterThan(0.5);
  });

  way.test('brings nothing new when it is synced once more', async () => {
    const outcome = await way.whole.syncAgain();
    expect(outcome).toEqual({ kind: 'applied', rows: 0 });
  });
});

describeChurnModel(way, {
  set: 'crm',
  area: 0.77,
  within: 0.1,
  published: { 'ridge logit': 0.7588, XGBoost: 0.7651 },
});

interface DailyCount {
  readonly account: string;
  readonly kind: string;
  readonly day: number;
  readonly events: number;
}

/** The copy's rollups, unpacked, by the company's own ids. */
function pagesOfCompany(): DailyCount[] {
  const kinds = new Map(
    rows<{ id: number; kind: string }>('SELECT feature_id AS id, external_id AS kind FROM features').map(
      ({ id, kind }) => [id, kind],
    ),
  );
  return rows<{ account: string; day: number; rows: number; payload: Uint8Array }>(
    'SELECT external_id AS account, day, rows, payload FROM activity_daily JOIN organizations USING (organization_id)',
  ).flatMap(({ account, day, rows: count, payload }) => {
    const page = unpackDailyPage(count, payload);
    return Array.from({ length: count }, (_, row) => ({
      account,
      day,
      kind: kinds.get(page.featureId[row] ?? 0) ?? '',
      events: page.events[row] ?? 0,
    }));
  });
}
