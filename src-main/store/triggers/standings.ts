import { z } from 'zod';
import {
  holdReasons,
  type RuleStanding,
  ruleStandingSchema,
} from '../../../src-preload/contract/rules/standing';
import { dayOrNull } from '../../lib/day';
import type { ReadDb } from '../types';
import { readRuleStops } from './stops';

interface StandingRow {
  readonly ruleId: string;
  readonly since: number;
  readonly by: string;
  readonly judgedOn: number | null;
  readonly judgedAt: number | null;
  readonly evaluated: number | null;
  readonly matched: number | null;
  readonly notKnown: number | null;
  readonly milliseconds: number | null;
  readonly waiting: string;
  readonly problem: string | null;
  readonly problemAt: number | null;
}

const waitingSchema = z.record(z.string(), z.number());

/** How the rules stand that ever acted, by rule. Firings are those of the accounts that this desktop has. */
export function readStandings(db: ReadDb): Map<string, RuleStanding> {
  const stops = readRuleStops(db);
  const edges = Map.groupBy(readEdges(db), ({ ruleId }) => ruleId);
  const rows = db
    .prepared<[], StandingRow>(
      `select rule_id as ruleId, active_at as since, switched_by as "by", judged_on as judgedOn, judged_at as judgedAt,
              evaluated, matched, not_known as notKnown, milliseconds, waiting, problem, problem_at as problemAt
         from rule_standings`,
    )
    .all();
  return new Map(
    rows.map(({ ruleId, judgedOn, waiting, ...row }) => [
      ruleId,
      ruleStandingSchema.parse({
        ...row,
        judgedOn: dayOrNull(judgedOn),
        evaluated: row.evaluated ?? 0,
        matched: row.matched ?? 0,
        notKnown: row.notKnown ?? 0,
        milliseconds: row.milliseconds ?? 0,
        waiting: Object.entries(waitingSchema.catch({}).parse(JSON.parse(waiting))).map(
          ([reason, accounts]) => ({ reason, accounts }),
        ),
        ...countsOf(edges.get(ruleId) ?? []),
        stop: stops.get(ruleId) ?? null,
      }),
    ]),
  );
}

interface Edges {
  readonly ruleId: string;
  readonly heldBy: string | null;
  readonly firings: number;
  readonly heldOut: number;
  readonly lastAt: number;
}

/** Since each rule was switched on the last time. */
function readEdges(db: ReadDb): Edges[] {
  return db
    .prepared<[], Edges>(
      `select f.rule_id as ruleId, f.held_by as heldBy, count(*) as firings, sum(f.held_out) as heldOut, max(f.fired_at) as lastAt
         from rule_firings f join rule_standings s on s.rule_id = f.rule_id and f.fired_at >= s.active_at
        group by f.rule_id, f.held_by order by f.rule_id, f.held_by`,
    )
    .all();
}

function countsOf(edges: readonly Edges[]) {
  const fired = edges.find(({ heldBy }) => heldBy === null);
  return {
    fired: fired?.firings ?? 0,
    heldOut: fired?.heldOut ?? 0,
    lastFiredAt: fired?.lastAt ?? null,
    held: edges.flatMap(({ heldBy, firings }) =>
      heldBy === null ? [] : [{ reason: holdReasons.find((known) => known === heldBy) ?? 'other', firings }],
    ),
  };
}
