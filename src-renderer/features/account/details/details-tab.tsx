import type { AccountOverview } from '../../../../src-preload/contract/account';
import { EmptyState } from '../../../ui/empty-state';
import { OwnValue } from '../../../ui/own-value';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { FactTable } from '../../../ui/table/fact-table';
import { FamilySection } from './family-section';

/** What the company itself tells of the account in fields of its own, and the accounts it belongs together with. */
export function DetailsTab({ account }: { account: AccountOverview }) {
  return (
    <SectionStack>
      <FamilySection id={account.id} />
      <Section title="The company’s own fields" padding="flush">
        {account.attributes.length === 0 ? (
          <EmptyState
            title="No fields of the company’s own"
            text="The company declares them in attributes.csv."
          />
        ) : (
          <FactTable>
            {account.attributes.map(({ name, label, type, value }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td data-room="text">
                  <OwnValue type={type} value={value} />
                </td>
              </tr>
            ))}
          </FactTable>
        )}
      </Section>
    </SectionStack>
  );
}
