import type { Monitor } from '../../../src-preload/contract/monitor';
import { Instant } from '../../ui/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { ScrollRoom } from '../../ui/scroll-room';
import { Section } from '../../ui/section';
import { tableWord } from '../../ui/words/sync-words';
import '../../ui/table/fact-table.css';

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
        <table className="fact-table">
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col">Row</th>
              <th scope="col">Why it can’t be used</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{tableWord(row.table)}</td>
                <th scope="row">{row.key}</th>
                <td className="fact-table-text">{row.reason}</td>
                <td>
                  <Instant at={row.at} past />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRoom>
    </Section>
  );
}
