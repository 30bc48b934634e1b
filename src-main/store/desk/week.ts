import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { ReadDb, Tx } from '../types';

const setting = 'today.week-put-away';

/** The Monday of the last week whose summary was put away; null: of none. */
export function readWeekPutAway(db: ReadDb): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting) ?? null
  );
}

export function writeWeekPutAway(tx: Tx, from: string): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(setting, from);
}

export interface RiskMove {
  readonly id: number;
  readonly name: string;
  /** Null: nothing was known of it before. */
  readonly before: RiskLevel | null;
  readonly after: RiskLevel;
}

interface Ends {
  readonly ownerId?: number | undefined;
  readonly openDay: number;
  readonly closeDay: number;
}

/** Whether any level of risk is known of the beginning: after a first load the past is worked out by and by. */
export function isRiskKnown(db: ReadDb, { ownerId, openDay }: Pick<Ends, 'ownerId' | 'openDay'>): boolean {
  return (
    db
      .prepared<[{ ownerId: number | null; openDay: number }]>(
        `select 1 from risk_assessment_history h join organizations o using (organization_id)
          where h.as_of <= @openDay and (@ownerId is null or o.owner_id = @ownerId) limit 1`,
      )
      .get({ ownerId: ownerId ?? null, openDay }) !== undefined
  );
}

const isRisk = (level: string) => `(coalesce(${level}, 'low') in ('high', 'critical'))`;

/**
 * Accounts that came into high or critical risk between the ends of two days, or out of it, by name. As on the Risk screen, where
 * another configuration, profile or model alone moved a level meanwhile, what changed after that is told.
 */
export function readRiskMoves(db: ReadDb, { ownerId, openDay, closeDay }: Ends): RiskMove[] {
  const opens = 'max(@openDay, case when a.switched_on <= @closeDay then a.switched_on else @openDay end)';
  const levelBy = (day: string) =>
    `(select h.level from risk_assessment_history h where h.organization_id = o.organization_id and h.as_of <= ${day}
       order by h.as_of desc limit 1)`;
  return db
    .prepared<[{ ownerId: number | null; openDay: number; closeDay: number }], RiskMove>(
      `select * from (
         select o.organization_id as id, o.name, ${levelBy(opens)} as before, ${levelBy('@closeDay')} as after
           from organizations o left join account_headlines a using (organization_id)
          where (@ownerId is null or o.owner_id = @ownerId)
            and exists (select 1 from risk_assessment_history h where h.organization_id = o.organization_id
                          and h.as_of > @openDay and h.as_of <= @closeDay))
        where ${isRisk('before')} <> ${isRisk('after')} order by name collate nocase, id`,
    )
    .all({ ownerId: ownerId ?? null, openDay, closeDay });
}
