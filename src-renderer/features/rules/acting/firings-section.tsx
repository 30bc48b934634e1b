import { useQuery } from '@tanstack/react-query';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { RuleFiring } from '../../../../src-preload/contract/rules/standing';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { AccountLink } from '../../../ui/account-link';
import { ContactLink } from '../../../ui/contact-link';
import { Instant } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { heldWords } from './standing-words';

/** Whom a rule fired for, when and why, and what became of it. */
export function FiringsSection({ id, subject }: { id: string; subject: FactSubject }) {
  const answer = useQuery(trpc.rules.firings.queryOptions({ id }));
  const total = answer.data?.total ?? 0;
  const shown = answer.data?.firings.length ?? 0;
  return (
    <Section
      title="Firings"
      note={
        total > shown
          ? `The latest ${shown} of ${formatPlural(total, 'firing')}, of the accounts that you have here`
          : 'Of the accounts that you have here'
      }
      padding="flush"
    >
      <Loaded answer={answer} waiting={<RowSkeletons count={2} />}>
        {({ firings }) =>
          firings.length === 0 ? (
            <EmptyState
              title="It has not fired yet"
              text={`It fires for ${subject === 'account' ? 'an account' : 'a contact'} that comes to match, from the day on which it was switched on.`}
            />
          ) : (
            <FactTable
              columns={[subject === 'account' ? 'Account' : 'Contact', 'When', 'Why', 'What became of it']}
            >
              {firings.map((firing) => (
                <FiringRow key={firing.id} firing={firing} />
              ))}
            </FactTable>
          )
        }
      </Loaded>
    </Section>
  );
}

function FiringRow({ firing }: { firing: RuleFiring }) {
  const { organizationId, account, contact, owner, at, version, why, heldBy, outcomes } = firing;
  return (
    <tr data-tall>
      <th scope="row">
        {contact !== null && (
          <p>
            <ContactLink account={organizationId} contact={contact} />
          </p>
        )}
        <AccountLink id={organizationId}>{account}</AccountLink>
        <p className="faint">{owner ?? 'no owner'}</p>
      </th>
      <td>
        <Instant at={at} past />
        <p className="faint">version {version}</p>
      </td>
      <td data-room="text">{why.join(' ')}</td>
      <td data-room="text">
        {heldBy === null ? outcomes.join(' ') : <span className="faint">{capital(heldWords[heldBy])}.</span>}
      </td>
    </tr>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
