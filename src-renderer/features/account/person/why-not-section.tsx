import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Person } from '../../../../src-preload/contract/contacts';
import type { WhyNot } from '../../../../src-preload/contract/rules/why-not';
import { trpc } from '../../../api/client';
import { Day, Instant } from '../../../ui/day';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { reasonWords, stageTitle } from '../../../ui/words/message-words';

/** What rules wrote to the contact, or why they did not; nothing where none writes, or the company can't be asked. */
export function WhyNotSection({ person: { account, contact } }: { person: Person }) {
  const answer = useQuery({
    ...trpc.rules.whyNot.queryOptions({ organizationId: account.id, contactId: contact.id }),
    retry: false,
    meta: { showsItsErrors: true },
  });
  if (answer.data === undefined || answer.data.rules.length === 0) return null;
  return (
    <Section title="Mails of rules" note="Why each rule wrote nothing, or what it wrote" padding="flush">
      <FactTable columns={['Rule', 'Now', 'Until']}>
        {answer.data.rules.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">
              <Link to="/rules/$id" params={{ id: rule.id }}>
                {rule.name}
              </Link>
            </th>
            <td>{wordsOf(rule)}</td>
            <td>
              <Until rule={rule} />
            </td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

function wordsOf({ words, message }: WhyNot): string {
  return (
    words ??
    (message === null ? '' : `${stageTitle(message.stage)}. ${reasonWords(message.stage, message.reason)}.`)
  );
}

function Until({ rule: { until, untilDay } }: { rule: WhyNot }) {
  if (until !== null) return <Instant at={until} />;
  if (untilDay !== null) return <Day day={untilDay} />;
  return <span className="faint">–</span>;
}
