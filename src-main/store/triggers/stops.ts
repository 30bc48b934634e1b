import type { RuleStop } from '../../../src-preload/contract/rules/standing';
import type { ReadDb } from '../types';

/** Rules that are stopped: what they made waits, and they fire for nobody. */
export function readRuleStops(db: ReadDb): Map<string, RuleStop> {
  const rows = db
    .prepared<[], RuleStop & { ruleId: string; kind: string }>(
      `select rule_id as ruleId, kind, reason, stopped_by as "by", stopped_at as at from sending_stops
        where rule_id is not null and released_at is null`,
    )
    .all();
  return new Map(
    rows.map(({ ruleId, kind, reason, by, at }) => [ruleId, { isOwn: kind === 'breaker', reason, by, at }]),
  );
}

/** When a rule was last let go on, of them all; null: none ever was. Whoever waited for it is looked at anew. */
export function readLastRelease(db: ReadDb): number | null {
  return (
    db
      .prepared<[], number | null>('select max(released_at) from sending_stops where rule_id is not null')
      .pluck()
      .get() ?? null
  );
}
