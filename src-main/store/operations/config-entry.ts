import { eq } from 'drizzle-orm';
import { numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
import { isReadableConfig } from '../../lib/operations/readable';
import { scoreConfigs } from '../schema/health';
import type { Tx } from '../types';
import type { EntryFold } from './entry-fold';

interface PublishedConfig {
  readonly version: number;
  readonly config: string;
  readonly author: string;
  readonly note: string;
  readonly createdAt: number;
}

/**
 * The company's configurations. One that was published here is in force once the company has it, and not before: all
 * desktops score by the same. One that this Steward can't read, of a newer version perhaps, leaves the one before in force.
 */
export const configEntry: EntryFold<PublishedConfig, 'config.publish'> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], PublishedConfig>(
        `select version, config, coalesce(earlier_author, author) as author, coalesce(note, '') as note,
                published_at as createdAt
           from copied_score_configurations where op_id = ?`,
      )
      .get(entry);
    return found === undefined ? null : { row: found, changed: {} };
  },
  fold: (config) => config,
  put(tx, entry, config) {
    if (config === null || !isReadableConfig(config.config)) return;
    const { version, ...columns } = config;
    tx.insert(scoreConfigs)
      .values({ version: numberOf(tx, entry, version), entry, ...columns })
      .onConflictDoUpdate({ target: scoreConfigs.version, set: columns })
      .run();
  },
};

/** Its number here. One that another had before a restore stays the other's: what was scored by that is explained by it. */
function numberOf(tx: Tx, entry: string, version: number): number {
  const own = tx
    .select({ version: scoreConfigs.version })
    .from(scoreConfigs)
    .where(eq(scoreConfigs.entry, entry))
    .get();
  if (own !== undefined) return own.version;
  for (let before = 0; ; before += 1) {
    const number = numberOfCompanyVersion(version, before);
    if (tx.select().from(scoreConfigs).where(eq(scoreConfigs.version, number)).get() === undefined)
      return number;
  }
}
