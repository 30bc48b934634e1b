import { z } from 'zod';
import {
  type RetentionKind,
  retentionKindSchema,
  retentionKinds,
  type Sweep,
} from '../../../src-preload/contract/retention';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { onlyAdmins, requireRetention } from './require-retention';
import { mayKeep, readRetentions } from './retentions';

const rowsSchema = z.record(z.string(), z.number());

/** What would go now, of each kind that is not kept for ever. @throws StewardError `forbidden`, `not_ready` */
export async function planSweep(session: CompanySession): Promise<Sweep> {
  await requireRetention(session);
  if (!(await mayKeep(session))) throw onlyAdmins;
  const { rows } = await session.query<{ kind: string; rows: unknown }>(
    'SELECT kind, rows FROM customer_success.plan_sweep()',
  );
  const kinds = rows.flatMap(({ kind, rows: due }) => {
    const known = retentionKindSchema.safeParse(kind).data;
    return known === undefined ? [] : [{ kind: known, rows: rowsSchema.parse(due), waits: false }];
  });
  return { kinds: kinds.sort((a, b) => placeOf(a.kind) - placeOf(b.kind)) };
}

const placeOf = (kind: RetentionKind) => retentionKinds.indexOf(kind);

const pieceSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  rows: rowsSchema.optional(),
  after: z.number().nullish(),
});

/**
 * Lets go what is due, piece by piece, each in a transaction of its own: what went stays gone whatever ends it.
 * @param only these kinds; all where not given
 * @throws StewardError `forbidden`, `not_ready`
 */
export async function sweepNow(session: CompanySession, only?: readonly RetentionKind[]): Promise<Sweep> {
  const due = (await readRetentions(session)).filter(
    ({ kind, days, atCompany }) => atCompany && days !== null && (only?.includes(kind) ?? true),
  );
  if (!(await mayKeep(session))) throw onlyAdmins;
  const kinds: Sweep['kinds'] = [];
  for (const { kind } of due) kinds.push(await sweepKind(session, kind));
  return { kinds };
}

async function sweepKind(session: CompanySession, kind: RetentionKind): Promise<Sweep['kinds'][number]> {
  const total: Record<string, number> = {};
  let after: number | null = null;
  do {
    const { rows }: { rows: { answer: unknown }[] } = await session.query(
      'SELECT customer_success.sweep_now($1, $2) AS answer',
      [kind, after],
    );
    const piece = pieceSchema.parse(rows[0]?.answer);
    if (piece.outcome === 'later') return { kind, rows: total, waits: true };
    if (piece.outcome === 'refused') throw new StewardError('forbidden', onlyAdmins.message);
    for (const [table, count] of Object.entries(piece.rows ?? {})) total[table] = (total[table] ?? 0) + count;
    after = piece.after ?? null;
  } while (after !== null);
  return { kind, rows: total, waits: false };
}
