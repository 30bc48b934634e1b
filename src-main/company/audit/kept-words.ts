import { auditKindTitle } from '../../../src-preload/contract/audit/audit-kinds';
import { retentionKindSchema } from '../../../src-preload/contract/retention';
import { daysWords, retentionWords, sweptWords } from '../../../src-preload/contract/retention-words';
import { counted } from '../../../src-preload/contract/words';

type Fields = Readonly<Record<string, unknown>>;

/** A kind that only a newer company keeps is called as it calls it. */
function titleOf(of: unknown): string {
  const kind = retentionKindSchema.safeParse(of).data;
  return kind === undefined ? String(of) : retentionWords[kind].title;
}

/** How long something is kept: what it was, and what it became. */
export function keptWords({ of, before, after }: Fields): { title: string; before: string; after: string } {
  const kind = retentionKindSchema.safeParse(of).data ?? 'audit';
  const days = (value: unknown) => daysWords(kind, typeof value === 'number' ? value : null);
  return {
    title: `${auditKindTitle('retention')}: ${titleOf(of)}`,
    before: days(before),
    after: days(after),
  };
}

/** What a sweep let go, in counts. */
export function sweptAwayWords({ of, rows, before }: Fields): { title: string; after: string } {
  const counts = typeof rows === 'object' && rows !== null ? Object.entries(rows) : [];
  const known = counts.filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return {
    title: `${auditKindTitle('retention.sweep')}: ${titleOf(of)}`,
    after: `${sweptWords(Object.fromEntries(known))}, of before ${String(before)}`,
  };
}

/** That a chain begins later than it did. */
export function chainSweptWords({ through, before }: Fields): { after: string } {
  const rows = typeof through === 'number' ? counted(through, 'row') : 'Rows';
  return { after: `The first ${rows} of this chain went: all are of before ${String(before)}.` };
}
