import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Recipient, TemplateDraft } from '../../../../src-preload/contract/templates/templates';
import { counted } from '../../../../src-preload/contract/words';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyFailure } from '../../../ui/notify';
import { type ContactChoice, recipientWords } from './contact-choice';
import classes from './many-contacts.module.css';

const contacts = 50;

/** Whether a draft can be rendered for many, and whom it can't: one of them is shown when chosen. */
export function ManyContacts({ draft, contact }: { draft: TemplateDraft; contact: ContactChoice }) {
  const queryClient = useQueryClient();
  const trying = useMutation({
    mutationFn: (tried: TemplateDraft) =>
      queryClient.fetchQuery({
        ...trpc.templates.tryOut.queryOptions({ ...tried, contacts }),
        staleTime: 0,
        gcTime: 0,
      }),
    meta: { showsItsErrors: true },
    onError: (error) => notifyFailure(callErrorOf(error)),
  });
  const isOld = trying.variables !== undefined && !isSame(trying.variables, draft);
  return (
    <div className={classes.many}>
      <div className={classes.line}>
        <Button variant="default" loading={trying.isPending} onClick={() => trying.mutate(draft)}>
          Try with {contacts} contacts
        </Button>
        <span role="status" className="soft">
          {trying.data && `${outcomeWords(trying.data)}${isOld ? ', before what you changed since' : ''}`}
        </span>
      </div>
      {trying.data && trying.data.refused.length > 0 && (
        <ul className={classes.refused} aria-label="Who would get no mail">
          {trying.data.refused.map(({ words, count, contacts: those }) => (
            <li key={words}>
              {counted(count, 'contact')}: {words}
              <Names those={those} more={count - those.length} onChoose={contact.choose} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function outcomeWords({ tried, rendered }: { tried: number; rendered: number }): string {
  if (tried === 0) return 'Nobody in your copy has an address';
  return `${rendered} of ${counted(tried, 'contact')} can be rendered`;
}

function isSame(a: TemplateDraft, b: TemplateDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface NamesProps {
  those: readonly Recipient[];
  more: number;
  onChoose: (recipient: Recipient) => void;
}

function Names({ those, more, onChoose }: NamesProps) {
  return (
    <span className={classes.names}>
      {those.map((recipient) => (
        <Button key={recipient.userId} variant="subtle" size="compact-xs" onClick={() => onChoose(recipient)}>
          <bdi>{recipientWords(recipient)}</bdi>
        </Button>
      ))}
      {more > 0 && <span className="faint">and {more} more</span>}
    </span>
  );
}
