import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { formatDay, instantOfDay } from '../../src-main/lib/day';
import { writeDuty } from '../../src-main/store/runner/duty';
import {
  accountOf,
  forgetPushed,
  readOutgoingScores,
  settlePushed,
} from '../../src-main/store/runner/scores-to-push';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { queueScoresJob } from '../../src-main/work/running/queue-scores';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { scoreChangedJob } from '../../src-main/work/scoring/scoring-kinds';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
const company = growCompany({ seed: 8, accounts: 12, firstDay: today - 300, lastDay: today + 1 });
beforeEach(() => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
});
afterEach(() => scored.close());

const run = (sql: string) => writeTransaction(scored.store, 'test', (tx) => tx.prepared(sql).run());

/** The next version of the company's score settings, as a pull brings it. */
function publish(version: number): void {
  const config = JSON.stringify(starterConfig);
  run(`insert into copied_score_configurations (version, config, note, author, published_at, op_id)
       values (${version}, '${config}', '', 'ada', 1, 'op ${version}')`);
  run(
    `insert into score_configs values (${1_000_000 + version}, '${config}', 'ada', '', 1, 'op ${version}')`,
  );
}

function takeDuty(): void {
  writeTransaction(scored.store, 'test', (tx) => writeDuty(tx, { fence: 1, host: 'here' }));
}

async function queue(organizationIds: number[] | 'all' = 'all'): Promise<void> {
  scored.jobs.enqueue(queueScoresJob, { organizationIds }, queueScoresJob.priority);
  await scored.jobs.runUntilIdle();
}

const outgoing = () => readOutgoingScores(scored.store.read, 1000).map(({ next }) => next);
const said = () => outgoing().map((next) => accountOf(next));
const settle = (pushes = outgoing()) =>
  writeTransaction(scored.store, 'test', (tx) => settlePushed(tx, pushes));
const said1 = () => outgoing().find(({ organizationId }) => organizationId === 1);

describe('scores are queued for the company', () => {
  test('by scoring itself, of all accounts, while this desktop has the duty', async () => {
    publish(3);
    await scoreOn(scored, today - 1);
    expect(outgoing()).toEqual([]);
    takeDuty();
    await scoreOn(scored, today);
    expect(outgoing()).toHaveLength(12);
    expect(new Set(said().map(({ day, config, model }) => `${day} ${config} ${model}`))).toEqual(
      new Set([`${formatDay(today)} 3 null`]),
    );
    expect(said().filter(({ level }) => level !== 'none').length).toBeGreaterThan(5);
  });

  test('with the dimensions of each score as the account’s screen shows them, and none where there is no score', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    run('update account_summaries set score = null where organization_id = 2');
    await queue();
    const shown = outgoing().map(({ organizationId }) => {
      const dimensions = breakdownOf(scored.store, organizationId)?.dimensions ?? [];
      return Object.fromEntries(dimensions.map(({ id, score }) => [id, score]));
    });
    const expected = said().map(({ score }, place) => (score === null ? null : shown[place]));
    expect(expected[1]).toBeNull();
    expect(said().map(({ dimensions }) => dimensions)).toEqual(expected);
    const figures = shown.flatMap((of) => Object.values(of));
    expect(figures.filter((figure) => figure === null).length).toBeGreaterThan(0);
    expect(figures.filter((figure) => figure !== null).length).toBeGreaterThan(20);
  });

  test('with the word that nothing is said of an account any more', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    const before = said().map(({ level }) => level);
    settle();
    // It is known to have left.
    run(`update organizations set churned_at = ${instantOfDay(today - 1)} where organization_id = 1`);
    scored.jobs.enqueue(scoreChangedJob, { organizationIds: [1, 2] }, 6);
    await scored.jobs.runUntilIdle();
    expect([before[0], said()]).toEqual([
      expect.not.stringMatching('none'),
      [expect.objectContaining({ level: 'none' })],
    ]);
  });

  test('and what an earlier Steward queued goes up as it is', () => {
    const earlier = {
      day: '2026-11-22',
      config: 3,
      model: null,
      score: 60,
      confidence: 1,
      level: null,
      indicators: [],
    };
    expect(accountOf({ said: JSON.stringify(earlier) })).toEqual({ ...earlier, dimensions: null });
  });

  test('once the past is there that levels stand on: none is told that was never so', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    const first = outgoing();
    settle();
    await queue();
    expect(outgoing()).toEqual([]);
    await scoreOn(scored, today);
    expect([first.length, outgoing()]).toEqual([12, []]);
  });

  test('never by settings of this desktop alone', async () => {
    takeDuty();
    await scoreOn(scored, today);
    await queue();
    expect(outgoing()).toEqual([]);
  });

  test('without a level where a model of this desktop alone lifts it, and with it by the company’s', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    run('update account_headlines set model_version = 7 where organization_id = 1');
    run('update account_headlines set model_version = 1000007 where organization_id = 2');
    await queue();
    expect(said().slice(0, 3)).toEqual([
      expect.objectContaining({ level: null, model: null, score: expect.any(Number) }),
      expect.objectContaining({ level: expect.any(String), model: 7 }),
      expect.objectContaining({ level: expect.any(String), model: null }),
    ]);
  });

  test('with the level that a score set by hand makes, as long as it holds, beside the score that was computed', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    const computed = accountOf(said1() ?? { said: '' });
    run(`update account_headlines set override_score = 1, override_level = 'critical', level = 'low',
          override_until = ${today} + organization_id - 2 where organization_id in (1, 2)`);
    await queue();
    expect(said().slice(0, 2)).toMatchObject([
      { level: 'low', score: computed.score },
      { level: 'critical' },
    ]);
  });

  test('of the accounts asked for, and only where anything is another than the company has', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    settle();
    expect(outgoing()).toEqual([]);
    await queue();
    expect(outgoing()).toEqual([]);
    run('update account_summaries set score = 1 where organization_id in (1, 2)');
    await queue([2, 3]);
    expect(outgoing().map(({ organizationId }) => organizationId)).toEqual([2]);
  });

  test('again as they were, where something else may be on its way', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    settle();
    run('update account_summaries set score = 11 where organization_id = 1');
    await queue();
    const onItsWay = outgoing();
    run('update account_summaries set score = 12 where organization_id = 1');
    await queue();
    // What was sent is answered now; what took its place still waits.
    settle(onItsWay);
    expect(said()).toMatchObject([{ score: 12 }]);
    run('update account_summaries set score = 11 where organization_id = 1');
    await queue();
    expect(said()).toMatchObject([{ score: 11 }]);
    settle();
    expect(outgoing()).toEqual([]);
  });

  test('all of them anew at a company of another history', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    settle();
    run("insert into sync_state (id, epoch, raw_event_days) values (1, 'another', 90)");
    await queue([1]);
    await queue();
    expect(outgoing()).toHaveLength(12);
  });

  test('not of an account that is gone', async () => {
    publish(3);
    takeDuty();
    await scoreOn(scored, today);
    writeTransaction(scored.store, 'test', forgetPushed);
    run('delete from organizations where organization_id = 1');
    await queue();
    expect(said1()).toBeUndefined();
  });
});
