import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readChurnBooks } from '../../src-main/store/risk/churn-book';
import { readServingModel } from '../../src-main/store/risk/models';
import { readUnread } from '../../src-main/store/runner/unread';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { riskCard } from '../../src-main/work/forecasting/risk-card';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { takeUpBookJob, takeUpIfNews } from '../../src-main/work/running/take-up-book';
import { accountRiskSchema } from '../../src-preload/contract/risk/account-risk';
import { modelCardAnswerSchema } from '../../src-preload/contract/risk/model-card';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 3, accounts: 8, firstDay: today - 200, lastDay: today }));
  await scoreOn(scored, today);
});
afterEach(() => scored.close());

const columns = ['log_mrr', 'log_tenure', 'nps', 'rate28:1', 'log_tickets'] as const;
const peers = { accounts: 12, columns: { nps: [1, 5, 9], log_tickets: [0, 0.5, 1], 'rate28:1': [1, 2, 3] } };
const book = {
  accounts: 12,
  mean90: 0.1,
  topChance: 0.3,
  topLoss: 100,
  peers: { all: peers, bySegment: {} },
};

function aModel(more: Readonly<Record<string, unknown>> = {}, model: Readonly<Record<string, unknown>> = {}) {
  return {
    trainedAt: 1_790_000_000_000,
    throughDay: today - 1,
    proves: true,
    model: {
      kind: 'churn',
      method: 'hazard',
      featureIds: [1, 2],
      score: {
        intercept: -3,
        terms: columns.map((column, i) => ({
          column,
          slope: 0.1 * (i - 2),
          missing: 0,
          cuts: [1, 2],
          steps: [0, 0.1, 0.2],
        })),
      },
      weights: [1],
      drift: 0,
      means: [0.1, 0.1, 0.1, 0.1, 0.1],
      lasting: ['log_mrr'],
      recordsBegan: 0,
      persistence: 0.8,
      variance: 0.5,
      gate: { kind: 'open' },
      held: [],
      stretches: Array(3).fill({ centre: -3, intercept: 0, slope: 1 }),
      ...model,
    },
    card: {
      method: 'hazard',
      seed: 1,
      trainingRows: 100,
      accounts: 12,
      churns: 20,
      from: '2026-01-01',
      to: '2026-11-17',
      walkForward: {
        months: [],
        auc: 0.8,
        concordance: 0.8,
        brier: 0.1,
        baseBrier: 0.2,
        ece: 0.01,
        meanPredicted: 0.1,
        meanObserved: 0.1,
      },
      judgements: [],
      calibration: [],
      lift: [],
      features: [],
      candidates: [],
      limits: [],
    },
    book: { asOf: today, book },
    ...more,
  };
}

/** As a pull brings them: the text of each document under the next number. */
async function copy(...texts: readonly (string | { text: string; format?: number; kind?: string })[]) {
  writeTransaction(scored.store, 'test documents', (tx) => {
    for (const given of texts) {
      const { text, format = 1, kind = 'churn_model' } = typeof given === 'string' ? { text: given } : given;
      tx.prepared<[string, string, number, string]>(
        `insert into copied_book_documents (kind, version, format, document, login, published_at)
         select ?, 1 + (select count(*) from copied_book_documents where kind = ?), ?, ?, 'ada', 1`,
      ).run(kind, kind, format, text);
    }
  });
  takeUpIfNews(scored.jobs, scored.store.read);
  await scored.jobs.runUntilIdle();
}

function inForce() {
  const db = scored.store.read;
  return {
    version: readServingModel(db)?.version,
    book: readChurnBooks(db).modelVersion,
    foretold: db
      .prepared<[], number>(
        'select count(*) from churn_forecasts where model_version = ?1'.replace('?1', '1000001'),
      )
      .pluck()
      .get(),
  };
}

/** Every screen of every account can be shown, and no job has failed. */
function expectScreens() {
  const db = scored.store.read;
  const ids = db.prepared<[], number>('select organization_id from organizations').pluck().all();
  for (const id of ids) accountRiskSchema.parse(riskOfAccount(scored.store, id, today));
  modelCardAnswerSchema.parse(riskCard(db));
  expect(
    scored.jobs
      .newest()
      .filter(({ state, attempt }) => state === 'failed' || (state === 'queued' && attempt > 0)),
  ).toEqual([]);
  const sums = db.prepared(
    'select sum(p90) as p90, count(*) as n, sum(p90 between 0 and 1) as good from churn_forecasts',
  );
  const { n, good } = sums.get() as { n: number; good: number | null };
  expect(good ?? 0).toBe(n);
}

const good = JSON.stringify(aModel());

describe('a model of the company', () => {
  test('is in force with its book, and foretells every customer', async () => {
    expect(inForce()).toEqual({ version: undefined, book: 0, foretold: 0 });
    await copy(good);
    const { foretold, ...rest } = inForce();
    expect(rest).toEqual({ version: 1_000_001, book: 1_000_001 });
    expect(foretold).toBeGreaterThan(3);
    expect(readUnread(scored.store.read)).toEqual([]);
    expectScreens();
  });

  test('gives way to the desktop’s own where the company has none any more', async () => {
    await copy(good);
    writeTransaction(scored.store, 'test', (tx) => tx.prepared('delete from copied_book_documents').run());
    await copy();
    expect(inForce()).toEqual({ version: undefined, book: 0, foretold: 0 });
    expectScreens();
  });

  test('of a history that was forgotten gives way to another of its number', async () => {
    await copy(good, good, good);
    expect(inForce().version).toBe(1_000_003);
    writeTransaction(scored.store, 'test', (tx) => tx.prepared('delete from copied_book_documents').run());
    await copy(JSON.stringify(aModel({ trainedAt: 5 })));
    expect(readServingModel(scored.store.read)).toMatchObject({ version: 1_000_001, trainedAt: 5 });
    expectScreens();
  });

  test('that didn’t prove itself leaves no chance on any screen, and says so', async () => {
    await copy(good, JSON.stringify(aModel({ proves: false, book: null })));
    expect(inForce()).toMatchObject({ version: 1_000_002, foretold: 0 });
    expect(riskCard(scored.store.read).noForecast).not.toBeNull();
    expectScreens();
  });

  test('makes no news by itself: no level is said to have changed', async () => {
    const before = scored.store.read
      .prepared(
        'select organization_id, level, since from account_headlines where level is not null order by 1',
      )
      .all();
    await copy(good);
    const after = scored.store.read
      .prepared('select organization_id, since from account_headlines where level is not null order by 1')
      .all();
    expect(after).toEqual(
      before.map((row) => ({ ...(row as object), level: undefined })).map(({ level: _, ...row }) => row),
    );
  });
});

test('a model that is there before a desktop has scored anything makes no news of what it lifts', async () => {
  await scored.close();
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 3, accounts: 40, firstDay: today - 200, lastDay: today }));
  const worried = aModel({ book: { asOf: today, book: { ...book, topChance: 0.01 } } });
  await copy(
    JSON.stringify({
      ...worried,
      model: { ...worried.model, score: { ...worried.model.score, intercept: 1 } },
    }),
  );
  await scoreOn(scored, today);
  const lifted = scored.store.read
    .prepared<[], { all: number; today: number }>(
      `select count(*) as "all", sum(h.since = s.as_of and s.risk_since < s.as_of) as today
         from account_headlines h join account_summaries s using (organization_id) where h.level <> s.risk_level`,
    )
    .get();
  expect(lifted?.all).toBeGreaterThan(5);
  expect(lifted?.today).toBe(0);
});

const changed = (model: Readonly<Record<string, unknown>>) => JSON.stringify(aModel({}, model));
const term = { column: 'nps', slope: 1, missing: 0, cuts: [1], steps: [0, 1] };
const withTerm = (more: object) =>
  changed({ score: { intercept: 0, terms: [{ ...term, ...more }] }, means: [0] });

test.each([
  ['no JSON', '{"model": '],
  ['no object', '7'],
  ['nothing', 'null'],
  ['another thing', '{"hello": "world"}'],
  ['as large as can be', `{"model": "${'x'.repeat(5_000_000)}"}`],
  ['nested without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['one of other measures', withTerm({ column: 'phase_of_the_moon' })],
  ['one whose numbers are words', withTerm({ slope: 'NaN' })],
  ['one with no numbers', withTerm({ slope: null })],
  ['one beyond all numbers', good.replace('"intercept":-3', '"intercept":1e999')],
  ['one of log-odds that add up to none', withTerm({ slope: 1e300 })],
  ['one with too few steps', withTerm({ steps: [0] })],
  ['one with cuts in disorder', withTerm({ cuts: [2, 1], steps: [0, 1, 2] })],
  ['one with fewer means than terms', changed({ means: [] })],
  ['one without its horizons', changed({ stretches: [] })],
  ['one of another kind', changed({ kind: 'weather' })],
  ['one whose days are fractions', JSON.stringify(aModel({ throughDay: 1.5 }))],
  ['one whose card is none', JSON.stringify(aModel({ card: {} }))],
  ['one whose book is none', JSON.stringify(aModel({ book: { asOf: today, book: {} } }))],
])('what is %s never takes the place of the model before it, and Monitor says so', async (_what, text) => {
  await copy(good);
  const before = inForce();
  await copy(text);
  expect(inForce()).toEqual(before);
  expect(readUnread(scored.store.read)).toEqual([
    expect.stringMatching(/^Version 2 of the company’s churn model .* The one before it stays in force\.$/),
  ]);
  expectScreens();
});

test('a model of a newer Steward is left aside, with what to do', async () => {
  await copy(good, { text: good, format: 2 });
  expect(inForce()).toMatchObject({ version: 1_000_001 });
  expect(readUnread(scored.store.read)).toEqual([
    'Version 2 of the company’s churn model was made by a newer Steward: update this one to use it. The one before it stays in force.',
  ]);
});

test('with no model that can be read, the desktop’s own is in force and goes on', async () => {
  await copy('{}');
  expect(inForce()).toEqual({ version: undefined, book: 0, foretold: 0 });
  expect(readUnread(scored.store.read)).toEqual([expect.stringContaining('None is in force.')]);
  expectScreens();
});

test('facts, effects and books that are none leave what stood', async () => {
  await copy(good, { kind: 'facts', text: '{"firstTicketDay": "x"}' }, { kind: 'effects', text: '[]' });
  expect(readUnread(scored.store.read)).toHaveLength(2);
  expectScreens();
});

const runs = Number(process.env['STEWARD_FUZZ'] ?? 40);

test('whatever stands in a model’s place, every screen can be shown', async () => {
  const places = Object.keys(flat(aModel()));
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.double().map((value) => (Number.isFinite(value) ? value : null)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 3 }),
      async (changes) => {
        const model = aModel();
        for (const [place, value] of changes) put(model, place.split('/'), value);
        await copy(JSON.stringify(model));
        expectScreens();
      },
    ),
    { numRuns: runs, seed: Number(process.env['STEWARD_SEED'] ?? 7), endOnFailure: true },
  );
}, 120_000);

function flat(value: unknown, path = ''): Record<string, true> {
  const own = path === '' ? {} : { [path.slice(1)]: true as const };
  if (typeof value !== 'object' || value === null) return own;
  return Object.assign(own, ...Object.entries(value).map(([key, part]) => flat(part, `${path}/${key}`)));
}

function put(target: unknown, [key = '', ...rest]: string[], value: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  const record = target as Record<string, unknown>;
  if (rest.length === 0) record[key] = value;
  else put(record[key], rest, value);
}

test('what was taken up once is not taken up again', async () => {
  const taken = () => scored.jobs.newest().filter(({ kind }) => kind === takeUpBookJob.kind).length;
  await copy(good);
  expect(taken()).toBe(1);
  takeUpIfNews(scored.jobs, scored.store.read);
  expect(taken()).toBe(1);
});
