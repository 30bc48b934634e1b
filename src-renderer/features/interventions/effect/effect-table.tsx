import { useState } from 'react';
import type { EffectRow as Row } from '../../../../src-preload/contract/effect/report';
import { shownShare } from '../../../../src-preload/contract/words';
import { FactTable } from '../../../ui/table/fact-table';
import { EffectRow } from './effect-row';

/** The scale that all intervals of a table share: the widest that is no more than half of all. */
function reachOf(rows: readonly Row[]): number {
  const ends = rows.flatMap(({ effect: { left } }) =>
    left === null ? [] : [Math.abs(shownShare(left.low)), Math.abs(shownShare(left.high))],
  );
  return Math.min(50, Math.max(10, ...ends));
}

/** A row for each, with its figures; opened, it says what was compared, and how a rule fared by week. */
export function EffectTable({ rows }: { rows: readonly Row[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const reach = reachOf(rows);
  const isRule = rows[0]?.kind === 'rule';
  const right = (name: string, help: string) => ({ name, align: 'right' as const, help });
  return (
    <FactTable
      columns={[
        'Name',
        right('Reached', 'Accounts, and contacts of them, that it was for'),
        right(
          'Delivered',
          'Messages that a server took and that did not come back; below, those that were made',
        ),
        right('Replied', 'Messages that somebody wrote back to; below, those that came back'),
        ...(isRule ? [right('CTAs', 'Calls to action that it opened; below, those that were resolved')] : []),
        right('Left with', 'Share that left within 90 days; below, of how many draws or turns'),
        right('Left without', 'The same of accounts held out, or of comparable months'),
        { name: 'Difference', help: 'In points, with its interval; to the left of the line fewer left' },
        'What can be told',
      ]}
    >
      {rows.map((row) => (
        <EffectRow
          key={row.id}
          row={row}
          reach={reach}
          isOpen={open === row.id}
          onToggle={() => setOpen(open === row.id ? null : row.id)}
        />
      ))}
    </FactTable>
  );
}
