import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SetBack } from '../../../src-preload/contract/operations';
import { trpc } from '../../api/client';
import { AccountLink } from '../../ui/account-link';
import { copy } from '../../ui/copy';
import { Instant } from '../../ui/day';
import { useFocusToNeighbour } from '../../ui/focus-back';
import { notifyDone } from '../../ui/notify';
import classes from './outbox-section.module.css';

/**
 * One decision that came back: why, and every way to go on with it.
 * @param isMeant one was led to it: it takes the focus
 */
export function SetBackLine({ setBack, isMeant }: { setBack: SetBack; isMeant: boolean }) {
  const { opId, title, accountId, accountName, madeAt, words, text, canRetry, isText, what } = setBack;
  const [edited, setEdited] = useState<string | null>(null);
  const line = useRef<HTMLLIElement>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  useFocusToNeighbour(line);
  useEffect(() => {
    if (isMeant) line.current?.focus();
  }, [isMeant]);
  const again = useMutation(
    trpc.monitor.sendAgain.mutationOptions({ onSuccess: () => notifyDone('It is on its way again.') }),
  );
  const takeUp = useMutation(trpc.monitor.takeUpAgain.mutationOptions());
  const letGo = useMutation(
    trpc.monitor.letGo.mutationOptions({
      onSuccess: () => notifyDone(`${title} is discarded.`, () => takeUp.mutate({ opId })),
    }),
  );
  const isSendable = edited === null || edited.trim() !== '';
  function send(): void {
    if (isSendable) again.mutate({ opId, ...(edited === null ? {} : { text: edited }) });
  }
  return (
    <li ref={line} className={classes.line} tabIndex={-1}>
      <p>
        <strong>{title}</strong>
        {accountName !== null && (
          <>
            {' · '}
            {accountId === null ? accountName : <AccountLink id={accountId}>{accountName}</AccountLink>}
          </>
        )}{' '}
        <span className="faint">
          <Instant at={madeAt} past />
        </span>
      </p>
      <p className="soft">{words}</p>
      {edited === null ? (
        text !== '' && <p className={classes.text}>{text}</p>
      ) : (
        <Textarea
          aria-label="The text to send"
          autosize
          autoFocus
          maxRows={12}
          maxLength={10_000}
          value={edited}
          onChange={(event) => setEdited(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
            if (event.key !== 'Escape') return;
            setEdited(null);
            editButton.current?.focus();
          }}
        />
      )}
      <div className={classes.actions}>
        {canRetry && (
          <Button
            variant="light"
            size="compact-sm"
            loading={again.isPending}
            disabled={!isSendable}
            onClick={send}
          >
            {what === 'lost' ? 'Put mine back' : 'Try again'}
          </Button>
        )}
        {canRetry && isText && (
          <Button
            ref={editButton}
            variant="default"
            size="compact-sm"
            onClick={() => setEdited(edited === null ? text : null)}
          >
            {edited === null ? 'Edit' : 'Leave as it was'}
          </Button>
        )}
        {text !== '' && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void copy(copied(setBack), 'The text is copied')}
          >
            Copy
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={letGo.isPending}
          onClick={() => letGo.mutate({ opId })}
        >
          {what === 'lost' ? 'Let mine go' : 'Discard'}
        </Button>
      </div>
    </li>
  );
}

/** A note is its text; of all else the figures stand in the title. */
function copied({ kind, title, text }: SetBack): string {
  return kind.startsWith('note.') ? text : `${title}. ${text}`;
}
