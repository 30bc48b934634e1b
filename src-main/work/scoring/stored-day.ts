import type { CompiledConfig, CompiledProfile } from '../../engines/health/compile-config';
import type { Movement } from '../../lib/book-movement';
import { readMovement } from '../../store/scores/movements';
import type { StoredScore } from '../../store/scores/past-scores';
import type { ReadDb } from '../../store/types';
import { configOfVersion } from './current-config';

/** A stored score with the rules that made it: all its explanation needs. */
export interface StoredDay {
  readonly asOf: number;
  readonly config: CompiledConfig;
  readonly profile: CompiledProfile;
  readonly raws: Float64Array;
  /** What habits were taken against; null where none was known. */
  readonly movement: Movement | null;
}

/** @throws Error when the row's profile isn't in its configuration: a damaged row */
export function storedDay(
  db: ReadDb,
  { asOf, configVersion, profile, raws, movementId }: StoredScore,
): StoredDay {
  const config = configOfVersion(db, configVersion);
  const own = config.organizationProfiles.find(({ id }) => id === profile);
  if (own === undefined) throw new Error(`version ${configVersion} has no profile ${profile}`);
  const movement = readMovement(db, movementId);
  return { asOf, config, profile: own, raws, movement };
}
