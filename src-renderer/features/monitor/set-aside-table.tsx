import type { Monitor } from '../../../src-preload/contract/monitor';
import { Instant } from '../../ui/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { ScrollRoom } from '../../ui/scroll-room';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';
import { tableWord } from '../../ui/words/sync-words';

/** Rows of the company that could not be used. The rest went on without them. */
export function SetAsideTable({ rows, total }: { rows: Monitor['setAside']; total: number }) {
  const shown = rows.length < total ? `; the newest ${formatCount(rows.length)} are shown` : '';
  return (
    <Section
      title="Rows set aside"
      note={`${formatPlural(Math.max(total, rows.length), 'row')} can’t be used and everything else went on${shown}. Once corrected in the company’s database they come with the next sync`}
      padding="flush"
    >
      <ScrollRoom label="Rows set aside">
        <FactTable columns={['Table', 'Row', 'Why it can’t be used', 'When']}>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{tableWord(row.table)}</td>
              <th scope="row">{row.key}</th>
              <td data-room="text">{row.reason}</td>
              <td>
                <Instant at={row.at} past />
              </td>
            </tr>
          ))}
        </FactTable>
      </ScrollRoom>
    </Section>
  );
}
