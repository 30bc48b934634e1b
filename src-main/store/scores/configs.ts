import { desc, eq } from 'drizzle-orm';
import { type HealthConfig, healthConfigSchema } from '../../../src-preload/contract/health-config';
import type { ConfigVersion } from '../../../src-preload/contract/settings';
import { StewardError } from '../../lib/steward-error';
import { scoreConfigs } from '../schema/health';
import type { ReadDb, Tx } from '../types';

/** All versions of the scoring configuration, newest first; the newest is in force. */
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
  return { current: versions[0]?.version ?? 0, versions };
}

/** The version of the configuration in force; 0 when there is none yet. */
export function readCurrentVersion(db: ReadDb | Tx): number {
  return db.prepared<[], number>('select coalesce(max(version), 0) from score_configs').pluck().get() ?? 0;
}

/** One version with its whole configuration. @throws StewardError not_found */
export function readConfigVersion(db: ReadDb, version: number): ConfigVersion {
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

/** @returns the new version's number: one more than the last */
export function addConfigVersion(tx: Tx, { config, ...rest }: NewConfig): number {
  const version = readCurrentVersion(tx) + 1;
  tx.insert(scoreConfigs)
    .values({ version, config: JSON.stringify(config), ...rest })
    .run();
  return version;
}
