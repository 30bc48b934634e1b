import { useQuery } from '@tanstack/react-query';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { RuleForesight } from '../../../../src-preload/contract/rules/standing';
import { trpc } from '../../../api/client';
import { formatCount, formatPlural } from '../../../ui/format/number';
import classes from './foresight.module.css';

/** What a mail waits for, or why it never goes, as the company names it. */
const reasonWords: Readonly<Record<string, string>> = {
  quiet: 'until quiet hours end',
  cap: 'until their contact’s cap leaves room',
  rate: 'a minute, for their domain has had enough',
  no_unsubscribe: 'until the company’s address to unsubscribe answers',
  no_channel: 'until an admin has set where they lead',
  no_basis: 'nothing is known that would allow it',
  unsubscribed: 'their contact unsubscribed',
  suppressed: 'their address is to get nothing',
  bounced: 'their address bounced',
  complained: 'their contact complained',
  no_template: 'their template is gone',
};

interface ForesightProps {
  id: string;
  subject: FactSubject;
  /** Whether a person looks at each first. */
  isApproved: boolean;
}

/** What would come of a rule's mails if it fired now for all that match; nothing where the company can't be asked. */
export function Foresight({ id, subject, isApproved }: ForesightProps) {
  const answer = useQuery({
    ...trpc.rules.foresee.queryOptions({ id }),
    retry: false,
    meta: { showsItsErrors: true },
  });
  if (answer.isPending) return <p className="faint">Asking the company what would become of its mails…</p>;
  if (answer.isError)
    return (
      <p className="faint">What would become of its mails is not known: the company can’t be asked now.</p>
    );
  return (
    <ul aria-label="What would become of its mails now" className={classes.foresight}>
      {sentences(answer.data, subject, isApproved).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function sentences(
  { mails, now, later, never, heldOut, nobody, leftOut }: RuleForesight,
  subject: FactSubject,
  isApproved: boolean,
): string[] {
  return [
    `Fired for all of them now, it would make ${formatPlural(mails, 'mail')}${mails === 0 ? '' : goWords(now, isApproved)}.`,
    ...later.map(
      ({ reason, mails: some }) => `${formatCount(some)} would wait ${reasonWords[reason] ?? 'for a while'}.`,
    ),
    ...never.map(
      ({ reason, mails: some }) =>
        `${formatCount(some)} would not go: ${reasonWords[reason] ?? 'the company says no'}.`,
    ),
    ...(heldOut > 0 ? [`${formatPlural(heldOut, subject)} would get none: held out.`] : []),
    ...(nobody > 0
      ? [
          subject === 'account'
            ? `${formatPlural(nobody, 'account')} would get none: nobody there has the role and an address.`
            : `${formatPlural(nobody, 'contact')} would get none, without an address.`,
        ]
      : []),
    ...(leftOut > 0 ? [`${formatPlural(leftOut, 'mail')} more were not looked at.`] : []),
  ];
}

/** @param isApproved whether a person looks at each first */
function goWords(now: number, isApproved: boolean): string {
  const some = now === 0 ? 'none' : formatCount(now);
  return isApproved ? `; once approved, ${some} would go at once` : `; ${some} would go at once`;
}
