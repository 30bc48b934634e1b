import type { MeansKind } from '../../../src-preload/contract/effect/measured-means';
import type { ReadDb } from '../types';

/** How something is called now, and whether it is removed or archived. */
export interface MeansName {
  readonly name: string;
  readonly isGone: boolean;
}

const queries: Readonly<Partial<Record<MeansKind, string>>> = {
  rule: 'select rule_id as id, name, removed_at is not null as gone from copied_rules',
  sequence: 'select sequence_id as id, name, removed_at is not null as gone from copied_sequences',
  template: 'select template_id as id, name, archived as gone from copied_email_templates',
};

/** By id, the names of all of a kind that are entries of the company. */
export function readMeansNames(db: ReadDb, kind: MeansKind): Map<string, MeansName> {
  const query = queries[kind];
  if (query === undefined) return new Map();
  const rows = db.prepared<[], { id: string; name: string; gone: number }>(query).all();
  return new Map(rows.map(({ id, name, gone }) => [id, { name, isGone: gone === 1 }]));
}
