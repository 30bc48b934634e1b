import { useQuery } from '@tanstack/react-query';
import type { UnmatchedMail } from '../../../../src-preload/contract/interventions/incoming';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { incomingTitle, incomingTone } from '../../../ui/words/incoming-words';
import classes from '../lists/message-row.module.css';

/** Mails that name no message of the company's: they changed nothing, and somebody may want to look at the mailbox. */
export function UnmatchedSection() {
  const answer = useQuery({
    ...trpc.interventions.replies.unmatched.queryOptions(),
    refetchOnMount: 'always',
  });
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={6} />}>
      {({ mails }) =>
        mails.length === 0 ? (
          <EmptyState
            title="Every mail was about a message"
            text="A mail in the company’s mailbox that names no message of yours is kept here for 90 days."
          />
        ) : (
          <Section
            title="About no message"
            note={`${formatPlural(mails.length, 'mail')}, the latest first, kept for 90 days. They changed nothing; what they say is in the mailbox`}
            padding="flush"
          >
            <FactTable columns={['From', 'Subject', 'What it seems to be', 'Why it changed nothing', 'When']}>
              {keyed(mails).map(({ key, kind, why, cameAt, fromAddress, subject, machine }) => (
                <tr key={key} data-tall className={classes.row}>
                  <th scope="row" className={classes.to}>
                    <bdi>{fromAddress ?? 'nobody who is named'}</bdi>
                  </th>
                  <td className={classes.what}>
                    <bdi>{subject ?? ''}</bdi>
                  </td>
                  <td>
                    <Badge tone={incomingTone(kind)}>{incomingTitle(kind)}</Badge>
                  </td>
                  <td className={classes.what}>
                    {why === 'forged'
                      ? 'It bears a number that your company did not make'
                      : 'It names no message of yours'}
                  </td>
                  <td>
                    <Instant at={cameAt} past />
                    {machine !== null && <span className={classes.below}>read on {machine}</span>}
                  </td>
                </tr>
              ))}
            </FactTable>
          </Section>
        )
      }
    </Loaded>
  );
}

/** They have no name of their own. */
function keyed(mails: readonly UnmatchedMail[]) {
  return mails.map((mail, place) => ({ ...mail, key: `mail ${place}` }));
}
