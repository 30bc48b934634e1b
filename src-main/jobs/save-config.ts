import { type HealthConfig, healthConfigSchema } from '../../src-preload/contract/health-config';
import { StewardError } from '../lib/steward-error';
import { addConfigVersion, readCurrentVersion } from '../store/scores/configs';
import type { Store } from '../store/types';
import { writeTransaction } from '../store/write-transaction';

export interface ConfigChange {
  readonly config: HealthConfig;
  readonly note: string;
  /** The version that was edited. */
  readonly basedOn: number;
  readonly author: string;
  readonly now: number;
}

/**
 * Keeps a configuration as a new version; it is in force from the next scoring on.
 * @returns its number
 * @throws StewardError `conflict` when someone saved another version meanwhile
 */
export function saveConfigVersion(
  store: Store,
  { config, note, basedOn, author, now }: ConfigChange,
): number {
  const checked = healthConfigSchema.parse(config);
  return writeTransaction(store, 'config.save', (tx) => {
    const current = readCurrentVersion(tx);
    if (current !== basedOn) {
      throw new StewardError(
        'conflict',
        `Version ${current} was saved while you edited version ${basedOn}. Look at it, then make your change again.`,
      );
    }
    return addConfigVersion(tx, { config: checked, author, note, createdAt: now });
  });
}
