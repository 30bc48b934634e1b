import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetBack } from '../../../src-preload/contract/operations';
import { trpc } from '../../api/client';
import { AccountLink } from '../../ui/account-link';
import { copy } from '../../ui/copy';
import { Instant } from '../../ui/day';
import { notifyDone } from '../../ui/notify';
import classes from './outbox-section.module.css';

/** One decision that came back: why, and every way to go on with it. */
export function SetBackLine({ setBack }: { setBack: SetBack }) {
  const { opId, title, accountId, accountName, madeAt, words, text, canRetry, isText, what } = setBack;
  const [edited, setEdited] = useState<string | null>(null);
  const again = useMutation(
    trpc.monitor.sendAgain.mutationOptions({ onSuccess: () => notifyDone('It is on its way again.') }),
  );
  const letGo = useMutation(trpc.monitor.letGo.mutationOptions());
  return (
    <li className={classes.line}>
      <p>
        <strong>{title}</strong>
        {accountId !== null && accountName !== null && (
          <>
            {' · '}
            <AccountLink id={accountId}>{accountName}</AccountLink>
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
        />
      )}
      <div className={classes.actions}>
        {canRetry && (
          <Button
            variant="light"
            size="compact-sm"
            loading={again.isPending}
            onClick={() => again.mutate({ opId, ...(edited === null ? {} : { text: edited }) })}
          >
            {what === 'lost' ? 'Put mine back' : 'Try again'}
          </Button>
        )}
        {canRetry && isText && edited === null && (
          <Button variant="default" size="compact-sm" onClick={() => setEdited(text)}>
            Edit
          </Button>
        )}
        {text !== '' && (
          <Button variant="default" size="compact-sm" onClick={() => void copy(text, 'The text is copied')}>
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
