import { z } from 'zod';
import {
  type ImportedSuppressions,
  type Suppression,
  type SuppressionList,
  suppressionListSchema,
  suppressionSchema,
  type UnusableLine,
} from '../../../src-preload/contract/suppressions';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { readSuppressions, type SuppressedLine } from './read-suppressions';
import { requireMailRoom, somebodyElse } from './sending-settings';

const columns = `encode(digest, 'hex') AS digest, address, reason, author,
                 floor(extract(epoch FROM added_at) * 1000)::float8 AS at`;
const page = 5_000;

const onlyAdmins = new StewardError(
  'forbidden',
  'The list of addresses that get nothing is for an admin who sees every account. Nothing was changed.',
);

/** How many, and the newest. @throws StewardError `not_ready`, `forbidden` */
export async function readSuppressionList(session: CompanySession): Promise<SuppressionList> {
  await requireKeeping(session);
  const { rows } = await session.query<{ found: unknown }>(
    `SELECT jsonb_build_object('count', customer_success.count_suppressions(), 'mayChange', true, 'newest', (
       SELECT coalesce(jsonb_agg(l ORDER BY l.at DESC), '[]') FROM (
         SELECT ${columns} FROM customer_success.newest_suppressions(100)) l)) AS found`,
  );
  return suppressionListSchema.parse(rows[0]?.found);
}

/** All of them, in no order that means anything. @throws StewardError `not_ready`, `forbidden` */
export async function* everySuppression(session: CompanySession): AsyncGenerator<Suppression> {
  await requireKeeping(session);
  let after: string | null = null;
  do {
    const { rows }: { rows: unknown[] } = await session.query(
      `SELECT ${columns} FROM customer_success.list_suppressions(decode($1, 'hex'), ${page})`,
      [after],
    );
    const read = z.array(suppressionSchema).parse(rows);
    yield* read;
    after = read.length < page ? null : (read.at(-1)?.digest ?? null);
  } while (after !== null);
}

const importedSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  reason: z.string().optional(),
  added: z.number().optional(),
  known: z.number().optional(),
  wrong: z.array(z.number()).optional(),
});

/**
 * Takes in a CSV of addresses, some thousand at a time; what is in stays in whatever ends it, and a second time it is known.
 * @throws StewardError `invalid_input` where it is no list; `forbidden`, `not_ready`, `conflict`
 */
export async function importSuppressions(
  session: CompanySession,
  bytes: Uint8Array,
): Promise<ImportedSuppressions> {
  await requireKeeping(session);
  const { lines, unusable } = readSuppressions(bytes);
  let [added, known] = [0, 0];
  for (let from = 0; from < lines.length; from += page) {
    const part = lines.slice(from, from + page);
    const answer = await importPart(session, part);
    added += answer.added ?? 0;
    known += answer.known ?? 0;
    unusable.push(...(answer.wrong ?? []).flatMap((place) => unusableAt(part, place)));
  }
  unusable.sort((a, b) => a.line - b.line);
  return { added, known, unusable: unusable.length, firstUnusable: unusable.slice(0, 20) };
}

async function importPart(session: CompanySession, part: readonly SuppressedLine[]) {
  const given = part.map(({ address, reason }) => ({ address, reason }));
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.import_suppressions($1) AS answer',
    [JSON.stringify(given)],
  );
  const answer = importedSchema.parse(rows[0]?.answer);
  if (answer.outcome === 'later') throw somebodyElse;
  if (answer.outcome === 'refused') throw onlyAdmins;
  return answer;
}

function unusableAt(part: readonly SuppressedLine[], place: number): UnusableLine[] {
  const line = part[place]?.line;
  return line === undefined ? [] : [{ line, reason: 'its address is none that mail can be sent to' }];
}

const suppressedSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  reason: z.string().optional(),
  words: z.string().optional(),
  changed: z.boolean().optional(),
});

/** @returns whether it changed anything @throws StewardError `invalid_input` with the field, `forbidden`, `conflict` */
export async function suppressAddress(
  session: CompanySession,
  address: string,
  suppressed: boolean,
): Promise<boolean> {
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.suppress_address($1, $2) AS answer',
    [address, suppressed],
  );
  const { outcome, reason, words, changed } = suppressedSchema.parse(rows[0]?.answer);
  if (outcome === 'later') throw somebodyElse;
  if (outcome === 'refused' && reason === 'role') throw onlyAdmins;
  if (outcome === 'refused')
    throw new StewardError(
      'invalid_input',
      `The address ${words ?? 'can’t be taken'}. Nothing was changed.`,
      {
        address: words ?? 'can’t be taken',
      },
    );
  return changed === true;
}

async function requireKeeping(session: CompanySession): Promise<void> {
  await requireMailRoom(session);
  const { rows } = await session.query<{ may: boolean }>(
    'SELECT customer_success.keeps_suppressions() AS may',
  );
  if (rows[0]?.may !== true) throw onlyAdmins;
}
