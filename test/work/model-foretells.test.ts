import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkContext } from '../../src-main/jobs/work';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { companyCalendar } from '../../src-main/store/copy/company-calendar';
import { putChurnBook, readChurnBooks } from '../../src-main/store/risk/churn-book';
import { addChurnModel, readServingModel } from '../../src-main/store/risk/models';
import { readRiskPoints } from '../../src-main/store/risk/screen';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { assessRisk } from '../../src-main/work/forecasting/risk-assessment';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { settleHeadline } from '../../src-main/work/headline/settle-headline';
import { currentConfig } from '../../src-main/work/scoring/current-config';
import { deskOf, todayOf } from '../../src-main/work/today/today-of';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';
import { silentBeforeLeaving } from '../support/silent-before-leaving';

let scored: ScoredStore;
beforeAll(async () => {
  scored = storeWithJobs(today);
  const grown = growCompany({ seed: 5, accounts: 200, firstDay: today - 720, lastDay: today });
  writeCompany(scored.store, silentBeforeLeaving(grown));
  await scoreOn(scored, today);
});
afterAll(() => scored.close());

describe('while another model foretells the book', () => {
  it('every screen shows an account by the model that foretold it last, and all of them by the same', () => {
    const before = shownOfAll();
    expect(before.size).toBeGreaterThan(100);
    takeOver();
    expect(shownOfAll()).toEqual(before);

    const work = assessRisk(context(), 'all');
    while (foretoldBy(2) < before.size / 2) expect(work.next().done).toBe(false);
    const half = shownOfAll();
    expect(foretoldBy(1)).toBeGreaterThan(10);
    expect(readChurnBooks(scored.store.read)).toMatchObject({ modelVersion: 2, former: 1 });

    settleAllAnew();
    expect(shownOfAll()).toEqual(half);
    for (const shown of half.values()) expectOneFigure(shown);

    while (!work.next().done);
    const after = shownOfAll();
    expect(foretoldBy(1)).toBe(0);
    expect(readChurnBooks(scored.store.read)).toMatchObject({ modelVersion: 2, former: null });

    const seen = { 1: 0, 2: 0, moved: 0 };
    for (const [id, shown] of half) {
      const version = shown.version as 1 | 2;
      seen[version] += 1;
      expect(shown).toEqual((version === 1 ? before : after).get(id));
      if (shown.chance !== before.get(id)?.chance) seen.moved += 1;
    }
    expect(Math.min(seen[1], seen[2], seen.moved)).toBeGreaterThan(10);
  });
});

describe('what comes in after an account was foretold', () => {
  it('leaves its chance as lists show it, on its tab too, and is told as not yet in it', () => {
    const before = shownOfAll();
    writeTransaction(scored.store, 'test.late', (tx) => {
      tx.prepared<[]>('delete from support_tickets').run();
      tx.prepared<[number]>('delete from activity_daily where day > ?').run(today - 60);
    });
    let told = 0;
    for (const [id, { chance }] of before) {
      const forecast = riskOfAccount(scored.store, id, today).forecast;
      expect(forecast?.p90).toBe(chance);
      const points = forecast?.reasons.reduce((sum, reason) => sum + reason.points, 0) ?? 0;
      expect(points).toBeCloseTo((chance ?? 0) - (forecast?.base90 ?? 0), 9);
      if (forecast?.reasons.some(({ feature }) => feature === 'late')) told += 1;
    }
    expect(told).toBeGreaterThan(10);
  });
});

describe('what to do about an account', () => {
  it('is on its own tab what Today advises', () => {
    const { read } = scored.store;
    let advised = 0;
    const missing = foretold().flatMap((id) => {
      const { item } = deskOf(read, id, scored.clock.now());
      if (item === null) return [];
      advised += 1;
      const steps = riskOfAccount(scored.store, id, today).recommendations.map(({ title }) => `${title}.`);
      return steps[0] === item.suggestion ? [] : [{ item, steps }];
    });
    expect(advised).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});

/** The model before it, but more departures ahead, and a book of its own. */
function takeOver(): void {
  const { store } = scored;
  const serving = readServingModel(store.read);
  const book = readChurnBooks(store.read).of(1);
  if (serving?.proves !== true || book === null) throw new Error('no model speaks');
  const { version: _version, model, ...rest } = serving;
  const changed = JSON.parse(model) as { score: { intercept: number } };
  changed.score.intercept += 1;
  writeTransaction(store, 'test.model', (tx) => {
    const modelVersion = addChurnModel(tx, { ...rest, model: JSON.stringify(changed) });
    putChurnBook(tx, { asOf: today, modelVersion, book: { ...book, mean90: 2 * book.mean90, topLoss: 0 } });
  });
}

function context(): WorkContext {
  const { store, clock } = scored;
  const nothing = () => undefined;
  return {
    ...{ store, now: () => clock.now(), sliceMilliseconds: 0, checkpoint: undefined },
    ...{ save: nothing, changed: nothing, enqueue: nothing },
  };
}

/** As scoring does, whatever the reason. */
function settleAllAnew(): void {
  const { store } = scored;
  const rules = {
    config: currentConfig(store.read),
    books: readChurnBooks(store.read),
    calendar: companyCalendar(store.read),
  };
  writeTransaction(store, 'test.settle', (tx) => {
    for (const id of foretold()) settleHeadline(tx, rules, id, { asOf: today, today, scoredBy: null });
  });
}

function foretold(): number[] {
  return scored.store.read
    .prepared<[], number>('select organization_id from churn_forecasts order by organization_id')
    .pluck()
    .all();
}

function foretoldBy(version: number): number {
  return (
    scored.store.read
      .prepared<[number], number>('select count(*) from churn_forecasts where model_version = ?')
      .pluck()
      .get(version) ?? 0
  );
}

type Shown = ReturnType<typeof shownOfAll> extends Map<number, infer One> ? One : never;

/** The same number in lists, on Risk, in the queue and on the account, with reasons that add up to it. */
function expectOneFigure({ chance, loss, level, point, tab, queue }: Shown): void {
  expect(tab.forecast?.p90).toBe(chance);
  expect(tab.history.at(-1)?.p90 ?? chance).toBe(chance);
  expect(tab.level).toBe(level);
  // Of whom too little is known has no level, and no point on Risk.
  if (level !== null) expect(point).toMatchObject({ p90: chance, expectedLoss90: loss, level });
  const said = `${(100 * (chance ?? 0)).toFixed(1)}% chance to leave`;
  for (const text of [tab.levelReason, queue.item?.reason])
    if (text?.includes('chance to leave')) expect(text).toContain(said);
  const points = tab.forecast?.reasons.reduce((sum, reason) => sum + reason.points, 0) ?? 0;
  expect(points).toBeCloseTo((chance ?? 0) - (tab.forecast?.base90 ?? 0), 9);
}

/** What each screen shows of every account that was foretold. */
function shownOfAll() {
  const { store, clock } = scored;
  const sort = { key: 'name', descending: false } as const;
  const { rows } = listAccounts(store.read, { filter: {}, sort, offset: 0, limit: 500 }, today);
  const lists = new Map(rows.map((row) => [row.id, row]));
  const points = new Map(readRiskPoints(store.read, {}, today).map((point) => [point.id, point]));
  const items = todayOf(store.read, { limit: 500 }, clock.now()).items;
  return new Map(
    foretold().map((id) => {
      const row = lists.get(id);
      const tab = riskOfAccount(store, id, today);
      return [
        id,
        {
          version: tab.forecast?.modelVersion,
          chance: row?.churn90,
          loss: row?.expectedLoss,
          level: row?.risk,
          point: points.get(id),
          tab,
          queue: deskOf(store.read, id, clock.now()),
          today: items.find(({ accountId }) => accountId === id)?.reason,
        },
      ] as const;
    }),
  );
}
