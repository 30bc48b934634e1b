import type { ClientBase } from 'pg';
import { namesNobody } from '../../lib/privacy/erased-words';
import { whyLeftAlone } from './left-alone';

/** A column that an erasure looks through. */
export interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /**
   * `id`: of the source's own, replaced whole; `list`: words of a list, where a single word is the list's and no name; `text`:
   * what people write.
   */
  readonly kind: 'id' | 'list' | 'text';
  readonly ofAccount: boolean;
}

/** By which the company's systems know a thing. */
const ids: ReadonlySet<string> = new Set([
  'external_id',
  'given_organization',
  'given_user',
  'parent_external_id',
  'source_id',
]);

/** As the catalogue has them, so that a table or a column which comes later is looked through as well. */
export async function textColumns(client: ClientBase): Promise<TextColumn[]> {
  const { rows } = await client.query<Omit<TextColumn, 'kind'>>(
    `SELECT c.relname::text AS "table", a.attname::text AS "column", format_type(a.atttypid, NULL) AS type,
            EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'organization_id' AND NOT o.attisdropped)
              AS "ofAccount"
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relnamespace = 'customer_success'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND (t.typcategory = 'S' OR t.typname IN ('json', 'jsonb'))
      ORDER BY 1, 2`,
  );
  return rows
    .filter((place) => whyLeftAlone(place) === null)
    .map((place) => ({ ...place, kind: kindOf(place.column) }));
}

function kindOf(column: string): TextColumn['kind'] {
  if (ids.has(column)) return 'id';
  return namesNobody.has(column) ? 'list' : 'text';
}
