import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { EmptyState } from '../../../ui/empty-state';
import { figure } from '../../../ui/format/figure';
import { formatCount, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import '../../../ui/table/fact-table.css';

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
        <table className="fact-table">
          <thead>
            <tr>
              <th scope="col">Accounts a month</th>
              <th scope="col" data-align="right">
                Churns caught
              </th>
              <th scope="col" data-align="right">
                ARR caught
              </th>
              <th
                scope="col"
                data-align="right"
                title="How many times more churns than among as many accounts at random"
              >
                Lift
              </th>
            </tr>
          </thead>
          <tbody>
            {lift.map((row) => (
              <tr key={row.accounts}>
                <th scope="row">{formatCount(row.accounts)}</th>
                <td data-align="right">{formatShare(row.churnsCaught)}</td>
                <td data-align="right">{formatShare(row.arrCaught)}</td>
                <td data-align="right">{figure(row.lift, 1)} ×</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
