import type { RiskLevel } from '../../../src-preload/contract/domain';
import { type Dimension, dimensions } from '../../../src-preload/contract/health-config';
import { dayFacts } from '../../lib/account-days/day-facts';
import { standingSql } from '../risk/standing-sql';
import { readDay } from '../scores/account-days';
import type { ReadDb, Tx } from '../types';

/** What scoring and foretelling have made of an account. */
export interface SaidOfAccount {
  readonly organizationId: number;
  readonly asOf: number;
  /** Computed, whatever was set by hand. */
  readonly score: number | null;
  readonly confidence: number | null;
  /** In points, as shown; null where nothing of one counts. */
  readonly dimensions: Readonly<Record<Dimension, number | null>>;
  /** As it is said of the account: what was set by hand counts as long as it holds. */
  readonly level: RiskLevel | null;
  /** JSON of RiskIndicator[] (contract/domain). */
  readonly indicators: string;
  /** As this desktop numbers them; 0 where no model spoke. */
  readonly modelVersion: number | null;
  /** Of the people of that day; null where there are none. */
  readonly peopleRows: number | null;
  readonly people: Uint8Array | null;
}

/** Accounts whose figures are by this configuration, ascending. @param today by it a score set by hand holds */
export function readSaid(
  db: ReadDb | Tx,
  ids: readonly number[],
  today: number,
  configVersion: number,
): SaidOfAccount[] {
  return db
    .prepared<[{ ids: string; today: number; config: number }], Omit<SaidOfAccount, 'dimensions'>>(
      `select s.organization_id as organizationId, s.as_of as asOf, s.score, s.confidence, ${standingSql.level} as level,
              s.indicators, h.model_version as modelVersion, p.rows as peopleRows, p.payload as people
         from account_summaries s ${standingSql.join}
         left join user_health_scores p on p.organization_id = s.organization_id
              and p.week = s.as_of - (s.as_of + 3) % 7 and p.as_of = s.as_of and p.config_version = h.config_version
        where s.organization_id in (select value from json_each(:ids)) and h.config_version = :config
        order by s.organization_id`,
    )
    .all({ ids: JSON.stringify(ids), today, config: configVersion })
    .map((said) => ({ ...said, dimensions: readDimensions(db, said.organizationId, said.asOf) }));
}

/** Of a day they are kept in tenths. */
function readDimensions(db: ReadDb | Tx, organizationId: number, day: number): SaidOfAccount['dimensions'] {
  const values = readDay(db, organizationId, day)?.values;
  const shown = (dimension: Dimension) => {
    const tenths = values?.[dayFacts[dimension]] ?? Number.NaN;
    return Number.isNaN(tenths) ? null : tenths / 10;
  };
  return Object.fromEntries(dimensions.map((dimension) => [dimension, shown(dimension)])) as Record<
    Dimension,
    number | null
  >;
}
