import type { HealthConfig } from '../../../src-preload/contract/health-config';
import { scoreConfigs } from '../schema/health';
import type { Tx } from '../types';

export interface NewConfig {
  readonly config: HealthConfig;
  readonly author: string;
  readonly note: string;
  readonly createdAt: number;
}

/** @returns the new version's number: one more than the last */
export function addConfigVersion(tx: Tx, { config, ...rest }: NewConfig): number {
  const last = tx
    .prepared<[], { version: number | null }>('select max(version) as version from score_configs')
    .get();
  const version = (last?.version ?? 0) + 1;
  tx.insert(scoreConfigs)
    .values({ version, config: JSON.stringify(config), ...rest })
    .run();
  return version;
}
