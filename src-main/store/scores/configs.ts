import { desc, eq } from 'drizzle-orm';
import { numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
import { type HealthConfig, healthConfigSchema } from '../../../src-preload/contract/health-config';
import type { ConfigVersion } from '../../../src-preload/contract/settings';
import { StewardError } from '../../lib/steward-error';
import { scoreConfigs } from '../schema/health';
import type { ReadDb, Tx } from '../types';

/** All versions of the scoring configuration: the company's, then this desktop's own, each newest first. */
export function readConfigVersions(db: ReadDb): {
  current: number;
  versions: Omit<ConfigVersion, 'config'>[];
} {
  const versions = db
    .select({
      version: scoreConfigs.version,
      createdAt: scoreConfigs.createdAt,
      author: scoreConfigs.author,
      note: scoreConfigs.note,
    })
    .from(scoreConfigs)
    .orderBy(desc(scoreConfigs.version))
    .limit(200)
    .all();
  return { current: readCurrentVersion(db), versions };
}

/**
 * The version of the configuration in force: the company's latest, as long as the copy has it, and the desktop's own
 * latest where the company has none; 0 when there is none yet.
 */
export function readCurrentVersion(db: ReadDb | Tx): number {
  const first = numberOfCompanyVersion(0);
  return (
    db
      .prepared<[number, number], number>(
        `select coalesce(max(version), 0) from score_configs
          where version < ? or version - ? in (select version from copied_score_configurations)`,
      )
      .pluck()
      .get(first, first) ?? 0
  );
}

/** The last version of the desktop's own; 0 when there is none. */
function readOwnVersion(tx: Tx): number {
  return (
    tx
      .prepared<[number], number>('select coalesce(max(version), 0) from score_configs where version < ?')
      .pluck()
      .get(numberOfCompanyVersion(0)) ?? 0
  );
}

/** One version with its whole configuration. @throws StewardError not_found */
export function readConfigVersion(db: ReadDb | Tx, version: number): ConfigVersion {
  const row = db.select().from(scoreConfigs).where(eq(scoreConfigs.version, version)).get();
  if (row === undefined)
    throw new StewardError('not_found', `There is no version ${version} of the score settings.`);
  return { ...row, config: healthConfigSchema.parse(JSON.parse(row.config)) };
}

export interface NewConfig {
  readonly config: HealthConfig;
  readonly author: string;
  readonly note: string;
  readonly createdAt: number;
}

/** Keeps a version of the desktop's own. @returns its number: one more than the last */
export function addConfigVersion(tx: Tx, { config, ...rest }: NewConfig): number {
  const version = readOwnVersion(tx) + 1;
  tx.insert(scoreConfigs)
    .values({ version, config: JSON.stringify(config), ...rest })
    .run();
  return version;
}
