import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { EmptyState } from '../../../ui/empty-state';
import { figure } from '../../../ui/format/figure';
import { formatCount, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';

/** What working the riskiest accounts of a month would have caught. */
export function LiftTable({ lift }: { lift: ModelCard['lift'] }) {
  return (
    <Section
      title="If the team works the riskiest"
      note="Share of the churns that followed, and of their ARR, among the accounts with the highest probability each month"
      padding="flush"
    >
      {lift.length === 0 ? (
        <EmptyState title="Not known yet" text="It takes churns in unseen months." />
      ) : (
        <FactTable
          columns={[
            'Accounts a month',
            { name: 'Churns caught', align: 'right' },
            { name: 'ARR caught', align: 'right' },
            {
              name: 'Lift',
              align: 'right',
              help: 'How many times more churns than among as many accounts at random',
            },
          ]}
        >
          {lift.map((row) => (
            <tr key={row.accounts}>
              <th scope="row">{formatCount(row.accounts)}</th>
              <td data-align="right">{formatShare(row.churnsCaught)}</td>
              <td data-align="right">{formatShare(row.arrCaught)}</td>
              <td data-align="right">{figure(row.lift, 1)} ×</td>
            </tr>
          ))}
        </FactTable>
      )}
    </Section>
  );
}
