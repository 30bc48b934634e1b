import type { ReadDb } from '../types';

/** How the messages and calls to action stand that firings made, by their ids; of what is not in the copy nothing is known. */
export interface Became {
  /** The stage of a message. */
  readonly runs: ReadonlyMap<string, string>;
  /** How a call to action ended; null: it has not. */
  readonly ctas: ReadonlyMap<string, string | null>;
}

export function readBecame(db: ReadDb, runs: readonly string[], ctas: readonly string[]): Became {
  const stages = db
    .prepared<[string], { id: string; stage: string }>(
      'select run_id as id, stage from interventions where run_id in (select value from json_each(?))',
    )
    .all(JSON.stringify(runs));
  const ends = db
    .prepared<[string], { id: string; outcome: string | null }>(
      'select cta_id as id, outcome from copied_ctas where cta_id in (select value from json_each(?))',
    )
    .all(JSON.stringify(ctas));
  return {
    runs: new Map(stages.map(({ id, stage }) => [id, stage])),
    ctas: new Map(ends.map(({ id, outcome }) => [id, outcome])),
  };
}
