import { isDeepStrictEqual } from 'node:util';
import { companyVersionOf } from '../../../src-preload/contract/config-names';
import type { HealthConfig } from '../../../src-preload/contract/health-config';
import { type CompiledConfig, compileConfig } from '../../engines/health/compile-config';
import { earlierStarters } from '../../engines/health/starter/earlier-starters';
import { starterConfig } from '../../engines/health/starter-config';
import { addConfigVersion, readConfigVersion, readCurrentVersion } from '../../store/scores/configs';
import type { ReadDb, Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';

const compiled = new WeakMap<ReadDb, Map<number, CompiledConfig>>();

/** The configuration in force. @throws StewardError not_found before `ensureStarterConfig` */
export function currentConfig(db: ReadDb): CompiledConfig {
  return configOfVersion(db, readCurrentVersion(db));
}

/** One version, parsed and compiled once: versions never change. @throws StewardError not_found */
export function configOfVersion(db: ReadDb, version: number): CompiledConfig {
  const versions = compiled.get(db) ?? new Map<number, CompiledConfig>();
  compiled.set(db, versions);
  const known = versions.get(version);
  if (known !== undefined) return known;
  const config = compileConfig(version, readConfigVersion(db, version).config);
  versions.set(version, config);
  return config;
}

/**
 * Gives a new store the configuration to start with. One that nobody has ever edited follows where a measure joins the
 * starter; whoever has edited theirs keeps it.
 */
export function ensureStarterConfig(store: Store, now: number): void {
  const version = readCurrentVersion(store.read);
  if (companyVersionOf(version) !== null) return;
  if (version > 0 && !isStarterOfBefore(readConfigVersion(store.read, version).config)) return;
  writeTransaction(store, 'config.start', (tx) =>
    addConfigVersion(tx, {
      config: starterConfig,
      author: 'Steward',
      note:
        version === 0
          ? 'The configuration every new installation starts with.'
          : 'How success plans keep pace has joined the configuration to start with, for accounts in onboarding that follow one.',
      createdAt: now,
    }),
  );
}

function isStarterOfBefore(config: HealthConfig): boolean {
  return earlierStarters().some((earlier) => isDeepStrictEqual(config, earlier));
}
