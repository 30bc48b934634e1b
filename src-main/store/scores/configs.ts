import { desc, eq, sql } from 'drizzle-orm';
import { configName, numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
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
    .orderBy(
      sql`${scoreConfigs.version} < ${numberOfCompanyVersion(0)}`,
      desc(sql`${scoreConfigs.version} % ${numberOfCompanyVersion(0)}`),
      desc(scoreConfigs.version),
    )
    .limit(200)
    .all();
  return { current: readCurrentVersion(db), versions };
}

/**
 * The version of the configuration in force: the company's latest that the copy has and this Steward reads, and the
 * desktop's own latest where the company has none; 0 when there is none yet.
 */
export function readCurrentVersion(db: ReadDb | Tx): number {
  return readCompanyConfig(db)?.version ?? readOwnVersion(db);
}

/** That of the company which is in force: its number here, and the entry that it is; undefined while it has none. */
export function readCompanyConfig(
  db: ReadDb | Tx,
): { readonly version: number; readonly entry: string } | undefined {
  return db
    .prepared<[], { version: number; entry: string }>(
      `select s.version, s.entry from score_configs s join copied_score_configurations c on c.op_id = s.entry
        order by c.version desc limit 1`,
    )
    .get();
}

/** The last version of the desktop's own; 0 when there is none. */
function readOwnVersion(db: ReadDb | Tx): number {
  return (
    db
      .prepared<[number], number>('select coalesce(max(version), 0) from score_configs where version < ?')
      .pluck()
      .get(numberOfCompanyVersion(0)) ?? 0
  );
}

/** One version with its whole configuration. @throws StewardError not_found */
export function readConfigVersion(db: ReadDb | Tx, version: number): ConfigVersion {
  const row = db.select().from(scoreConfigs).where(eq(scoreConfigs.version, version)).get();
  if (row === undefined)
    throw new StewardError('not_found', `There is no version ${configName(version)} of the score settings.`);
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
