import type { ClientBase } from 'pg';
import { erasedText } from '../../lib/privacy/erased-words';
import { collationOf, lookedFor, matchOf, type Sweep } from './telling-match';

const gone = `name = $1, sha256 = NULL, content = NULL, removed_at = coalesce(f.removed_at, clock_timestamp())`;

/** Files of notes about the contact go as those notes' words do. @returns how many */
export async function eraseFilesAbout(client: ClientBase, userId: number): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE customer_success.note_attachments f SET ${gone}
      WHERE f.name <> $1 AND f.note_id IN (SELECT n.note_id FROM customer_success.notes n WHERE n.user_id = $2)`,
    [erasedText, userId],
  );
  return rowCount ?? 0;
}

/** The words of files that are texts: what a picture, a PDF or an Office file says nobody here can read. */
const wordsOfFiles = `(SELECT f.row_id, f.organization_id, customer_success.words_of_file(f.content) AS words
  FROM customer_success.note_attachments f WHERE f.type LIKE 'text/%' AND f.content IS NOT NULL) t`;
const words = { column: 'words', type: 'text', kind: 'text', ofAccount: true } as const;

/** Texts that name the person go as a whole: one that is changed is not the file that was attached. @returns how many */
export async function eraseFilesNaming(client: ClientBase, sweep: Sweep): Promise<number> {
  const rows = await filesNaming(client, sweep);
  if (rows.length === 0) return 0;
  const { rowCount } = await client.query(
    `UPDATE customer_success.note_attachments f SET ${gone} WHERE f.row_id = ANY ($2)`,
    [erasedText, rows],
  );
  return rowCount ?? 0;
}

/** @returns their rows, by number */
async function filesNaming(client: ClientBase, sweep: Sweep): Promise<number[]> {
  const collation = await collationOf(client);
  const found = lookedFor(sweep, words).map(
    ([telling, accounts]) => `(${matchOf(client, words, collation, telling, accounts).found})`,
  );
  if (found.length === 0) return [];
  const { rows } = await client.query<{ row: number }>(
    `SELECT t.row_id AS row FROM ${wordsOfFiles} WHERE ${found.join(' OR ')}`,
  );
  return rows.map(({ row }) => row);
}

/** Files of notes about these contacts, that they took part in or that mention them, and texts that name them; the bytes in base64. */
export async function readFilesOf(
  client: ClientBase,
  ids: readonly number[],
  sweep: Sweep,
): Promise<object[]> {
  const naming = await filesNaming(client, sweep);
  const { rows } = await client.query<{ row: object }>(
    `SELECT to_jsonb(f) || jsonb_build_object('content', translate(encode(f.content, 'base64'), E'\n', '')) AS row
       FROM customer_success.note_attachments f JOIN customer_success.notes n USING (note_id)
      WHERE f.row_id = ANY ($2) OR n.user_id = ANY ($1)
         OR EXISTS (SELECT FROM jsonb_array_elements(n.activity -> 'contacts') one WHERE one::int = ANY ($1))
         OR EXISTS (SELECT FROM jsonb_array_elements(n.mentions) one WHERE (one ->> 'contact')::int = ANY ($1))
      ORDER BY f.row_id`,
    [ids, naming],
  );
  return rows.map(({ row }) => row);
}
