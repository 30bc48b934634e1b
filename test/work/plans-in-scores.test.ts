import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { measureAt } from '../../src-main/engines/health/measures';
import { rawsOf } from '../../src-main/engines/health/raw-measures';
import { instantOfDay } from '../../src-main/lib/day';
import { readCompanyFacts } from '../../src-main/store/scores/company-facts';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { planStandings } from '../../src-main/work/milestones/plan-standings';
import { subjectsToJudge } from '../../src-main/work/rules/judge-subjects';
import { checkTree, ruleChecking } from '../../src-main/work/rules/rule-checking';
import { needsFullRun } from '../../src-main/work/scoring/full-run';
import { measureAccounts } from '../../src-main/work/scoring/measure-accounts';
import { startRun } from '../../src-main/work/scoring/start-run';
import { growCompany, writeCompany } from '../support/grown-company';
import { assign, countedBy, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 5, accounts: 6, firstDay: today - 120, lastDay: today + 1 });
const [kickOff, goal, steps] = [1, 2, 3].map(idOf) as [string, string, string];
const [plan, other] = [50, 51].map(idOf) as [string, string];
let scored: ScoredStore;

beforeEach(() => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
  putMilestones(scored.store, [
    { id: kickOff, name: 'Kick-off held', dueWorkingDays: 10 },
    { id: goal, name: 'Goal reached', dueWorkingDays: 60, prerequisites: [kickOff] },
    { id: steps, name: 'First steps', audience: 'contact', dueWorkingDays: 30, completion: countedBy({}) },
  ]);
  putPlan(scored.store, plan, { milestones: [goal, steps], isOn: false });
  putPlan(scored.store, other, { milestones: [kickOff], isOn: false });
});
afterEach(() => scored.close());

interface Movement {
  readonly account: number;
  readonly milestone: string;
  readonly day: number;
  readonly progress: number;
  readonly user?: number | null;
}

/** As the company writes it down, and has it in its copy of how far one is. */
function move({ account, milestone, day, progress, user = null }: Movement): void {
  writeTransaction(scored.store, 'test moves', (tx) => {
    tx.prepared<(number | string | null)[]>(
      `insert into milestone_progress_history
         (organization_id, user_id, milestone_id, day, progress_before, progress, recorded_at)
       values (?, ?, ?, ?, 0, ?, ?)`,
    ).run(account, user, milestone, day, progress, instantOfDay(day));
    tx.prepared<(number | string | null)[]>(
      'delete from user_milestones where organization_id = ? and user_id is ? and milestone_id = ?',
    ).run(account, user, milestone);
    tx.prepared<(number | string | null)[]>(
      `insert into user_milestones (organization_id, user_id, milestone_id, progress, moved_on, completed_on,
         evidence_removed, version) values (?, ?, ?, ?, ?, ?, 0, 1)`,
    ).run(account, user, milestone, progress, day, progress === 100 ? day : null);
  });
}

function measured(day: number): ReadonlyMap<number, number> {
  const { read } = scored.store;
  const run = startRun(scored.store, scored.clock.now(), readCompanyFacts(read));
  if (run === null) throw new Error('the copy is not whole');
  const ids = [1, 2, 3, 4, 5, 6];
  const { batch, raws } = measureAccounts(read, run, ids, day, run.state);
  const share = (place: number) => rawsOf(raws, place)[measureAt.milestones_on_pace] as number;
  return new Map([...batch.organizationId].map((id, place) => [id, share(place)]));
}

describe('milestones on pace', () => {
  test('are as the board counts them, whatever moved when', () => {
    const users = company.users.map(({ userId, organizationId }) => ({ userId, organizationId }));
    const anyMove = fc
      .record({
        who: fc.nat({ max: users.length - 1 }),
        milestone: fc.constantFrom(kickOff, goal, steps),
        day: fc.integer({ min: today - 70, max: today }),
        progress: fc.integer({ min: 1, max: 100 }),
      })
      .map(({ who, milestone, ...moved }): Movement => {
        const { userId = 0, organizationId } = users[who] as (typeof users)[number];
        return { account: organizationId, user: milestone === steps ? userId : null, milestone, ...moved };
      });
    const anyStart = fc.integer({ min: 1, max: 90 });
    let known = 0;
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), anyStart, anyStart, (moves, one, two) => {
        scored.store.db.client.exec(
          'delete from milestone_progress_history; delete from user_milestones; delete from plan_assignments',
        );
        for (const id of [1, 2, 3, 4]) assign(scored.store, plan, id, today - one);
        for (const id of [3, 4, 5]) assign(scored.store, other, id, today - two);
        for (const moved of moves.toSorted((a, b) => a.day - b.day)) move(moved);
        const standings = planStandings(scored.store.read, today);
        const shares = measured(today);
        for (const id of new Set(standings.map(({ assignment }) => assignment.organizationId))) {
          const own = standings
            .filter(({ assignment }) => assignment.organizationId === id)
            .flatMap(({ milestones }) => milestones.map(({ pace }) => pace));
          const onPace = own.filter((pace) => pace === 'done' || pace === 'on_track').length;
          expect(shares.get(id)).toBe(onPace / own.length);
          known += 1;
        }
        expect(shares.get(6)).toBeNaN();
      }),
      { numRuns: 25 },
    );
    expect(known).toBeGreaterThan(50);
  });

  test('of a day of the past are as they were on it', () => {
    assign(scored.store, plan, 1, today - 60);
    move({ account: 1, milestone: kickOff, day: today - 40, progress: 100 });
    const on = (day: number) => measured(day).get(1);
    // Nothing has begun and nothing had to; the kick-off is overdue, and nobody has taken first steps; it was held.
    expect([on(today - 58), on(today - 45), on(today - 40)]).toEqual([1, 1 / 3, 2 / 3]);
  });

  test('are a fact that rules judge by, in whole percent as shown', async () => {
    assign(scored.store, plan, 1, today - 60);
    await scoreOn(scored, today);
    expect(measured(today).get(1)).toBeCloseTo(1 / 3, 9);
    const { read } = scored.store;
    const checking = ruleChecking(read);
    const below = (value: number) => {
      const rule = { field: 'milestones.on_pace', operator: 'below' as const, value };
      const { conditions } = checkTree({ combinator: 'and', rules: [rule] }, 'conditions', checking);
      if (conditions === null) throw new Error('the conditions make no sense');
      const accounts = subjectsToJudge(read, today, {
        ...{ subject: 'account' as const, whom: 'all' as const, facts: checking, trees: [conditions] },
      });
      return { holds: accounts.judge(conditions).matching, unknown: accounts.judge(conditions).unknown };
    };
    expect(below(0.34)).toEqual({ holds: [1], unknown: [2, 3, 4, 5, 6] });
    expect(below(0.33).holds).toEqual([]);
  });
});

describe('all accounts are scored again', () => {
  test('once a plan, a milestone of one, or a holiday has changed, and not where no plan is there', async () => {
    await scoreOn(scored, today);
    const isDue = () => needsFullRun(scored.store.read, scored.clock.now());
    expect(isDue()).toBe(false);
    const settled = async (sql: string) => {
      scored.store.db.client.exec(sql);
      const wasDue = isDue();
      await scoreOn(scored, today);
      return wasDue && !isDue();
    };
    expect(await settled('update success_plans set version = version + 1')).toBe(true);
    expect(await settled('update milestone_definition_versions set version = version + 1')).toBe(true);
    expect(
      await settled(
        `insert into holidays (holiday_id, day, name, company_row) values ('h', ${today - 3}, 'Fair', 1)`,
      ),
    ).toBe(true);
    expect(await settled('delete from success_plans')).toBe(true);
    scored.store.db.client.exec('delete from holidays');
    expect(isDue()).toBe(false);
  });
});
