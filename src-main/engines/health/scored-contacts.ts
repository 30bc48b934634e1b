import type { CompiledConfig } from './compile-config';
import type { RawMeasures } from './raw-measures';
import type { Scores } from './score';

/** Contacts as they were scored, by row of the batch's contacts. */
export interface ScoredContacts {
  readonly config: CompiledConfig;
  readonly raws: RawMeasures;
  readonly scores: Scores;
}
