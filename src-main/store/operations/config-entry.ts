import { numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
import { healthConfigSchema } from '../../../src-preload/contract/health-config';
import { scoreConfigs } from '../schema/health';
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
  put(tx, _entry, config) {
    if (config === null || !healthConfigSchema.safeParse(JSON.parse(config.config)).success) return;
    const { version, ...columns } = config;
    tx.insert(scoreConfigs)
      .values({ version: numberOfCompanyVersion(version), ...columns })
      .onConflictDoUpdate({ target: scoreConfigs.version, set: columns })
      .run();
  },
};
