import { segmentField } from '../../../src-preload/contract/rules/condition';
import type { GivenPlan } from '../../store/milestones/counted';
import type { Plan } from '../../store/milestones/read-definitions';
import { readEverAssigned } from '../../store/milestones/read-progress';
import { readStages } from '../../store/milestones/what-counting-needs';
import { readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from '../rules/judge-subjects';
import { checkTree, type RuleChecking } from '../rules/rule-checking';

/** Who became a customer so few days ago has a plan from that day on. */
const newFor = 30;

/** Accounts that match a plan that is on, and never had it: it is theirs from today, or from the day on which they became customers. */
export function plansToGive(
  db: ReadDb,
  plans: readonly Plan[],
  day: number,
  checking: RuleChecking,
): GivenPlan[] {
  const given = plans.filter(({ definition }) => definition.isOn);
  if (given.length === 0) return [];
  const had = readEverAssigned(db);
  const customers = readStages(db, day);
  const began = new Map(
    readAllSpells(db).flatMap(({ organizationId, beganDay }) =>
      beganDay <= day ? [[organizationId, beganDay]] : [],
    ),
  );
  return given.flatMap(({ id, definition: { stage, segment } }) => {
    const chosen = segment === null ? null : inSegment(db, segment, day, checking);
    return customers.flatMap(({ organizationId, stage: own }): GivenPlan[] => {
      if (stage !== null && own !== stage) return [];
      if (chosen !== null && !chosen.has(organizationId)) return [];
      if (had.has(`${organizationId} ${id}`)) return [];
      const since = began.get(organizationId) ?? day;
      return [{ organizationId, planId: id, startedOn: since >= day - newFor ? since : day }];
    });
  });
}

/** Nobody where the segment is gone, or makes no sense now. */
function inSegment(db: ReadDb, segment: string, day: number, checking: RuleChecking): ReadonlySet<number> {
  const tree = {
    combinator: 'and' as const,
    rules: [{ field: segmentField, operator: 'inSegment' as const, value: segment }],
  };
  const { conditions } = checkTree(tree, 'segment', checking);
  if (conditions === null) return new Set();
  const accounts = subjectsToJudge(db, day, {
    subject: 'account',
    whom: 'all',
    facts: checking,
    trees: [conditions],
  });
  return new Set(accounts.judge(conditions).matching);
}
