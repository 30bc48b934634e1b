import type { SyncStatus } from '../../../src-preload/contract/sync';
import { EmptyState } from '../../ui/empty-state';
import { formatCount, formatPlural } from '../../ui/format/number';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';
import { tableWord } from '../../ui/words/sync-words';

/** What of the company is on this computer, by table. */
export function CompanyCopy({ tables, zone, currency }: Pick<SyncStatus, 'tables' | 'zone' | 'currency'>) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return (
    <Section
      title="Copy of the company"
      note={`${formatPlural(rows, 'row')}, within what your role may see. Days are days of ${zone}${currency === null ? '' : `, sums are in ${currency}`}`}
      padding="flush"
    >
      {tables.length === 0 ? (
        <EmptyState title="Nothing copied yet" />
      ) : (
        <FactTable columns={['Table', { name: 'Rows', align: 'right' }]}>
          {tables.map((table) => (
            <tr key={table.table}>
              <th scope="row" title={table.table}>
                {tableWord(table.table)}
              </th>
              <td data-align="right">{formatCount(table.rows)}</td>
            </tr>
          ))}
        </FactTable>
      )}
    </Section>
  );
}
