import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { arrOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import type { ReadDb } from '../types';
import { type FilterValues, matching, type RiskFilter, valuesOf } from './in-sight';
import { standingSql } from './standing-sql';

const shownChanges = 200;

interface ChangeRow {
  readonly id: number;
  readonly mrr: number;
  readonly day: number;
  readonly from: RiskLevel | null;
  readonly to: RiskLevel;
}

/**
 * Accounts that came into risk (high, critical), went out of it, or moved within it, from seven days ago to now: one
 * line each, whatever happened in between. Newest first, the first 200 of them; `moves` counts them all. Moves between
 * low and medium are left to the account's own history: they are many and nothing follows from them. Where another
 * configuration, profile or model alone moved a level meanwhile, what changed after that is told, and beside it how many
 * levels it moved.
 */
export function readRiskChanges(
  db: ReadDb,
  filter: RiskFilter,
  today: number,
): Pick<RiskScreen, 'changes' | 'moves' | 'switched'> {
  const weekAgo = today - 7;
  const rows = db
    .prepared<[FilterValues & { weekAgo: number }], ChangeRow>(
      `with moved as materialized (
         select s.organization_id as id, s.mrr, ${standingSql.since} as day, ${standingSql.level} as "to", (
             select p.level from risk_assessment_history p
             where p.organization_id = s.organization_id and p.as_of <= max(:weekAgo, coalesce(h.switched_on, 0))
             order by p.as_of desc limit 1) as "from"
         ${matching(filter)} and ${standingSql.since} > :weekAgo)
       select * from moved where "from" is not "to" and ("to" in ('high', 'critical') or "from" in ('high', 'critical'))
       order by day desc, mrr desc`,
    )
    .all({ ...valuesOf(filter, today), weekAgo });
  const shown = rows.slice(0, shownChanges);
  const names = readNames(
    db,
    shown.map(({ id }) => id),
  );
  return {
    changes: shown.map(({ mrr, day, ...change }) => ({
      ...change,
      name: names.get(change.id) ?? '',
      arr: arrOf(mrr),
      day: formatDay(day),
    })),
    moves: {
      all: rows.length,
      into: rows.filter(({ from, to }) => isRisk(to) && !isRisk(from)).length,
      out: rows.filter(({ from, to }) => isRisk(from) && !isRisk(to)).length,
    },
    switched: readSwitched(db, filter, today),
  };
}

/** Of how many accounts in sight another configuration, profile or model alone moved the level in the last seven days. */
function readSwitched(db: ReadDb, filter: RiskFilter, today: number): RiskScreen['switched'] {
  return db
    .prepared<[FilterValues & { weekAgo: number }], { by: 'rules' | 'model'; accounts: number; day: number }>(
      `select h.switched as "by", count(*) as accounts, max(h.switched_on) as day ${matching(filter)}
         and h.switched_on > :weekAgo group by h.switched order by day desc, "by"`,
    )
    .all({ ...valuesOf(filter, today), weekAgo: today - 7 })
    .map(({ day, ...rest }) => ({ ...rest, day: formatDay(day) }));
}

function isRisk(level: RiskLevel | null): boolean {
  return level === 'high' || level === 'critical';
}

function readNames(db: ReadDb, ids: readonly number[]): Map<number, string> {
  const rows = db
    .prepared<[string], { id: number; name: string }>(
      `select organization_id as id, name from organizations where organization_id in (select value from json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
