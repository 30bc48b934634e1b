import { type CompiledConfig, compileConfig } from '../../engines/health/compile-config';
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

/** Gives a new store the configuration to start with. */
export function ensureStarterConfig(store: Store, now: number): void {
  if (readCurrentVersion(store.read) > 0) return;
  writeTransaction(store, 'config.start', (tx) =>
    addConfigVersion(tx, {
      config: starterConfig,
      author: 'Steward',
      note: 'The configuration every new installation starts with.',
      createdAt: now,
    }),
  );
}
