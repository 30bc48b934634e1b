import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMonths } from '../../src-main/engines/life/months';
import { instantOfDay } from '../../src-main/lib/day';
import { quantileOfSorted } from '../../src-main/lib/statistics/quantile';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { copiedCtas } from '../../src-main/store/schema/ctas';
import { incomingMails } from '../../src-main/store/schema/incoming';
import { readPointsSince } from '../../src-main/store/scores/past-scores';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { effectOfRule, listEffects } from '../../src-main/work/effect/list-effects';
import { measureReportJob } from '../../src-main/work/effect/measure-report';
import { type SimulatedRule, simulateTeamwork, through } from '../support/effect/simulated-teamwork';
import { writeTeamwork } from '../support/effect/write-teamwork';
import { type ScoredStore, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
function openStore(): void {
  scored = storeWithJobs(today);
}
const closeStore = () => scored.close();

const rule = (id: string, more: Partial<SimulatedRule> = {}): SimulatedRule => ({
  ...{ id, chance: () => 0.15, heldOut: 30, logOdds: -3, lift: 4 },
  ...more,
});

async function measure(): Promise<void> {
  scored.jobs.enqueue(measureReportJob, {}, 5);
  await scored.jobs.runUntilIdle();
}

const all = <Row extends object>(sql: string, ...values: unknown[]) =>
  scored.store.read.prepared<unknown[], Row>(sql).all(...values);
const one = (sql: string, ...values: unknown[]) =>
  scored.store.read
    .prepared<unknown[], number>(sql)
    .pluck()
    .get(...values) ?? Number.NaN;

/** Of accounts that a rule drew and that were customers on the day, whose 90 days are over: how many, and how many left. */
function counted(id: string, heldOut: 0 | 1): { accounts: number; left: number } {
  const [found] = all<{ accounts: number; left: number | null }>(
    `select count(*) as accounts, sum(o.churned_at is not null and o.churned_at < (h.assigned_on + 90) * 86400000) as left
       from rule_holdouts h join organizations o on o.organization_id = h.organization_id
      where h.rule_id = ? and h.held_out = ? and h.assigned_on + 89 <= ?
        and (o.churned_at is null or o.churned_at >= h.assigned_on * 86400000)`,
    id,
    heldOut,
    through,
  );
  return { accounts: found?.accounts ?? 0, left: found?.left ?? 0 };
}

const percent = (left: number, accounts: number) => `${((100 * left) / accounts).toFixed(1)}%`;

interface Matched {
  readonly account: number;
  readonly stratum: string;
  readonly left: number;
  readonly weight: number;
}

const accountsIn = (rows: readonly Matched[]) => new Set(rows.map(({ account }) => account)).size;

/** Turns of a rule and months without it, by the plainest reading of what comparable means: all accounts here pay by the month. */
function matchedPlainly(id: string): { turns: Matched[]; months: Matched[] } {
  const { read } = scored.store;
  const accounts = all<{ account: number; from: number; to: number | null }>(
    `select organization_id as account, created_at / 86400000 as "from", churned_at / 86400000 as "to" from organizations`,
  );
  const fired = Map.groupBy(
    all<{ account: number; day: number }>(
      'select organization_id as account, fired_on as day from rule_firings where rule_id = ? order by day',
      id,
    ),
    ({ account }) => account,
  );
  const moments = accounts.flatMap(({ account, from, to }) => {
    const scores = readPointsSince(read, account, 0);
    const own = (fired.get(account) ?? []).map(({ day }) => day);
    const at = (day: number, isTurn: boolean) => {
      const score = scores.findLast((one) => one.day <= day - 1 && one.day > day - 1 - 35)?.points;
      if (day + 89 > through || (to !== null && day > to) || score === undefined) return [];
      return [
        {
          account,
          day,
          score,
          isTurn,
          isYoung: day - from < 180,
          left: to !== null && to < day + 90 ? 1 : 0,
        },
      ];
    };
    const begun = own.filter((day, place) => place === 0 || day - (own[place - 1] ?? 0) >= 90);
    const everyMonth = Array.from({ length: 60 }, (_, month) => addMonths(from, month)).flatMap((day) =>
      at(day, false),
    );
    return [...begun.flatMap((day) => at(day, true)), ...everyMonth];
  });
  const sorted = moments
    .filter(({ isTurn }) => !isTurn)
    .map(({ score }) => score)
    .sort((left, right) => left - right);
  const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => quantileOfSorted(sorted, share));
  const rows = moments.map((moment) => {
    const date = new Date(instantOfDay(moment.day));
    const quarter = `${date.getUTCFullYear()} ${Math.floor(date.getUTCMonth() / 3)}`;
    const fifth = cuts.filter((cut) => cut <= moment.score).length;
    return { ...moment, stratum: `${quarter} ${fifth} ${moment.isYoung}`, weight: 1 };
  });
  const isRecent = ({ account, day }: { account: number; day: number }) =>
    (fired.get(account) ?? []).some((one) => one.day <= day && one.day > day - 90);
  const turns = rows.filter(({ isTurn }) => isTurn);
  const months = rows.filter((row) => !row.isTurn && !isRecent(row));
  const countIn = (some: readonly Matched[], stratum: string) =>
    some.filter((row) => row.stratum === stratum).length;
  return {
    turns: turns.filter(({ stratum }) => countIn(months, stratum) > 0),
    months: months
      .map((row) => ({ ...row, weight: countIn(turns, row.stratum) / countIn(months, row.stratum) }))
      .filter(({ weight }) => weight > 0),
  };
}

describe('the report of effects', () => {
  beforeAll(async () => {
    openStore();
    writeTeamwork(scored.store, simulateTeamwork(2, 400, [rule('a'), rule('b', { heldOut: 0 })]));
    await measure();
  });
  afterAll(closeStore);

  test('says what can be recomputed from the rows of the company', () => {
    const { rows, through: day } = listEffects(scored.store.read, 'rule');
    expect(day).toBe('2026-11-17');
    const [a, b] = rows;
    const [own, others] = [counted('a', 0), counted('a', 1)];
    expect(a).toMatchObject({ name: 'Rule a', isGone: false, kind: 'rule' });
    expect(a?.effect.accounts).toEqual({ with: own.accounts, without: others.accounts });
    expect(a?.effect.leftAccounts).toEqual({ with: own.left, without: others.left });
    expect(a?.text).toContain(
      `${percent(own.left, own.accounts)} of ${own.accounts} accounts that were to get its messages left within 90 days, ` +
        `${percent(others.left, others.accounts)} of ${others.accounts} held out (difference `,
    );
    const points = (100 * own.left) / own.accounts - (100 * others.left) / others.accounts;
    expect(a?.text).toContain(`difference ${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)} points`);
    expect(a?.accounts).toBe(
      one(`select count(distinct organization_id) from rule_firings where rule_id = 'a'`),
    );
    expect(a?.turns).toBe(one(`select count(*) from rule_firings where rule_id = 'a'`));
    expect(a?.messages.sent).toBe(one(`select count(*) from interventions where rule_id = 'a'`));
    expect(a?.heldOut).toMatchObject({
      drawn: one(`select count(*) from rule_holdouts where rule_id = 'a'`),
      accounts: one(`select sum(held_out) from rule_holdouts where rule_id = 'a'`),
      expected: expect.closeTo(0.3 * one(`select count(*) from rule_holdouts where rule_id = 'a'`), 6),
    });
    expect(b?.effect.basis).toBe('observed');
  });

  test('says of what nobody was held out of what a plain matching of the same rows says', () => {
    const b = effectOfRule(scored.store.read, 'b');
    const { turns, months } = matchedPlainly('b');
    const share = (rows: readonly Matched[]) =>
      rows.reduce((sum, { weight, left }) => sum + weight * left, 0) /
      rows.reduce((sum, { weight }) => sum + weight, 0);
    expect(b?.effect.moments).toEqual({ with: turns.length, without: months.length });
    const points = 100 * (share(turns) - share(months));
    expect(b?.text).toContain(
      `fter ${(100 * share(turns)).toFixed(1)}% of ${turns.length} turns (${accountsIn(turns)} accounts) the account left within 90 days, ` +
        `after ${(100 * share(months)).toFixed(1)}% of ${months.length.toLocaleString('en')} comparable months without it ` +
        `(${accountsIn(months)} accounts) (difference ${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)} points`,
    );
    expect(b?.text).toMatch(/ Observed, not an experiment: other causes are possible\.$/);
  });

  test('is the same of a template that nothing else uses, and of all that goes by a channel together', () => {
    const [template] = listEffects(scored.store.read, 'template').rows.filter(
      ({ id }) => id === 'template of a',
    );
    const [channel, ...others] = listEffects(scored.store.read, 'channel').rows;
    expect(template).toMatchObject({ name: 'A template that was removed', isGone: true, together: false });
    expect(template?.effect.left?.with).toBeCloseTo(
      effectOfRule(scored.store.read, 'a')?.effect.left?.with ?? 0,
      1,
    );
    expect(others).toEqual([]);
    expect(channel).toMatchObject({
      name: 'Email',
      accounts: one('select count(distinct organization_id) from interventions'),
    });
    expect(listEffects(scored.store.read, 'sequence').rows).toEqual([]);
  });

  test('changes with what the company learns of the past: an account that left after all', async () => {
    const before = effectOfRule(scored.store.read, 'a');
    const [{ id = 0, day = 0 } = {}] = all<{ id: number; day: number }>(
      `select h.organization_id as id, h.assigned_on as day from rule_holdouts h join organizations o on o.organization_id = h.organization_id
        where o.churned_at is null and h.rule_id = 'a' and h.held_out = 1 and h.assigned_on < ? limit 1`,
      through - 100,
    );
    writeTransaction(scored.store, 'test', (tx) => {
      tx.prepared<[number, number]>('update organizations set churned_at = ? where organization_id = ?').run(
        instantOfDay(day + 30),
        id,
      );
    });
    await measure();
    const after = effectOfRule(scored.store.read, 'a');
    expect(after?.effect.leftAccounts.without).toBe((before?.effect.leftAccounts.without ?? 0) + 1);
    expect(after?.effect.accounts).toEqual(before?.effect.accounts);
  });
});

/** What each is of, in the columns of its messages. */
const columnOf = {
  rule: 'rule_id',
  sequence: 'sequence_id',
  template: 'template_id',
  channel: 'channel',
} as const;

describe('what came back', () => {
  beforeEach(openStore);
  afterEach(closeStore);

  test('is told of rules, sequences, templates and channels as can be recomputed from the company’s rows', async () => {
    writeTeamwork(scored.store, simulateTeamwork(2, 60, [rule('a'), rule('b', { heldOut: 0 })]));
    writeTransaction(scored.store, 'test', (tx) => {
      tx.prepared<[]>(
        `update interventions set stage = case when row_id % 5 = 0 then 'bounced' else stage end,
                sequence_id = case when row_id % 3 = 0 then 'the sequence' end`,
      ).run();
      const runs = tx
        .prepared<[], { id: number; runId: string; account: number; contact: number }>(
          'select row_id as id, run_id as runId, organization_id as account, user_id as contact from interventions',
        )
        .all();
      let rowId = 0;
      const add = (kind: 'reply' | 'out_of_office' | 'bounced', run: (typeof runs)[number]) => {
        rowId += 1;
        const at = instantOfDay(today - 20);
        tx.insert(incomingMails)
          .values({
            ...{ rowId, mailId: `mail ${rowId}`, kind, did: '{}', cameAt: at, notedAt: at },
            ...{ organizationId: run.account, userId: run.contact, runId: run.runId },
          })
          .run();
      };
      for (const run of runs) {
        if (run.id % 5 === 0) add('bounced', run);
        if (run.id % 4 === 1) add('out_of_office', run);
        // Some write twice.
        if (run.id % 7 === 1 || run.id % 7 === 2) add('reply', run);
        if (run.id % 7 === 2) add('reply', run);
      }
    });
    await measure();
    for (const kind of ['rule', 'sequence', 'template', 'channel'] as const) {
      const told = listEffects(scored.store.read, kind).rows.map(
        ({ id, messages: { made, sent, bounced }, replies }) => ({ id, made, sent, bounced, replies }),
      );
      const column = columnOf[kind];
      const recomputed = all(
        `select ${column} as id, count(*) as made, sum(stage = 'sent') as sent, sum(stage = 'bounced') as bounced,
                sum(run_id in (select run_id from incoming_mails where kind = 'reply')) as replies
           from interventions where ${column} is not null group by 1`,
      );
      expect(new Set(told)).toEqual(new Set(recomputed));
      expect(told.every(({ replies, bounced }) => replies !== null && replies > 0 && bounced > 0)).toBe(true);
      expect(told.length).toBeGreaterThan(0);
    }
  });
});

describe('the weekly look', () => {
  beforeEach(openStore);
  afterEach(closeStore);
  const cta = (place: number, more: Partial<typeof copiedCtas.$inferInsert>) => ({
    ...{
      rowId: place,
      ctaId: `cta ${place}`,
      organizationId: place,
      type: 'risk',
      title: 'Call',
      priority: 'usual',
    },
    ...{
      dueDay: today,
      ruleId: 'a',
      ruleVersion: 1,
      firings: 1,
      author: 'ada',
      madeAt: instantOfDay(today - 20),
    },
    ...{ version: 1, changed: '{}' },
    ...more,
  });

  test('tells weeks by the company’s days: what was closed at 0:30 on a Monday there is of that week (O2)', async () => {
    // Monday, 2026-11-02, 0:30 in Shanghai is Sunday in London.
    const at = Date.parse('2026-11-01T16:30:00Z');
    const closed = { outcome: 'not_needed', closedAt: at, closedBy: 'ada' };
    writeTeamwork(scored.store, simulateTeamwork(2, 20, [rule('a')]));
    writeTransaction(scored.store, 'test', (tx) => {
      for (let place = 1; place <= 3; place++) tx.insert(copiedCtas).values(cta(place, closed)).run();
    });
    const weeks = async (zone: string) => {
      writeTransaction(scored.store, 'test zone', (tx) => {
        writeSyncState(tx, { zone, asOf: scored.clock.now(), snapshot: '1:1:' });
      });
      await measure();
      return effectOfRule(scored.store.read, 'a')?.weekly?.weeks.map((week) => week.closed);
    };
    expect(await weeks('Asia/Shanghai')).toEqual([0, 3, 0, 0, 0, 0, 0, 0]);
    expect(await weeks('Europe/London')).toEqual([0, 0, 3, 0, 0, 0, 0, 0]);
  });

  test('counts calls to action by how they ended, what rested, and what was done of them', async () => {
    const ended = (outcome: string) => ({ outcome, closedAt: instantOfDay(today - 12), closedBy: 'ada' });
    writeTeamwork(scored.store, simulateTeamwork(2, 20, [rule('a')]));
    writeTransaction(scored.store, 'test', (tx) => {
      const rows = [
        cta(1, ended('resolved')),
        cta(2, ended('not_needed')),
        cta(3, ended('not_needed')),
        cta(4, ended('merged')),
        // It rested, and was woken.
        cta(5, { changed: '{"until_day": 3, "snooze_reason": 3}' }),
        cta(6, {}),
      ];
      for (const row of rows) tx.insert(copiedCtas).values(row).run();
      tx.prepared<[number]>(
        `insert into copied_cta_tasks (row_id, task_id, cta_id, organization_id, title, done_at, author, made_at, version, changed)
         values (1, 'task', 'cta 3', 3, 'Call', ?, 'ada', 1, 1, '{}')`,
      ).run(instantOfDay(today - 12));
    });
    await measure();
    const found = effectOfRule(scored.store.read, 'a');
    expect(found?.ctas).toEqual({
      opened: 5,
      closed: { resolved: 1, no_response: 0, lost: 0, not_needed: 2, false_alarm: 0 },
    });
    expect(found?.weekly?.judged).toMatchObject({ closed: 3, untouched: 1, open: 5, snoozed: 1 });
  });
});

test('nothing is measured where nothing was done', async () => {
  openStore();
  await measure();
  expect(listEffects(scored.store.read, 'rule')).toEqual({ through: null, rows: [] });
  await closeStore();
});
