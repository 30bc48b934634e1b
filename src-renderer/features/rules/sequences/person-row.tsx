import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PersonInside } from '../../../../src-preload/contract/sequences/listed';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { AccountLink } from '../../../ui/account-link';
import { Instant } from '../../../ui/day';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { reasonWords, stageTitle } from '../../../ui/words/message-words';
import { named } from '../../../ui/words/named';
import classes from '../rule-table.module.css';

/** Somebody who is or was inside: where they stand, what for they wait and until when, and what can be done about it. */
export function PersonRow({ person }: { person: PersonInside }) {
  const {
    organizationId,
    account,
    contactId,
    contact,
    key,
    step,
    endedAt,
    ended,
    enteredAt,
    enteredBy,
    isPending,
  } = person;
  return (
    <tr data-tall>
      <th scope="row">
        <Link
          to="/accounts/$id/people/$personId"
          params={{ id: String(organizationId), personId: String(contactId) }}
          className={classes.name}
        >
          <bdi>{named(contact)}</bdi>
        </Link>
        <span className={classes.below}>
          <AccountLink id={organizationId}>{named(account)}</AccountLink> {key !== '' && `for ${key}`}{' '}
          {isPending && <PendingBadge />}
        </span>
      </th>
      <td data-room="wide">
        {step === null ? 'A step of an earlier version' : `${step.place}. ${step.words}`}
      </td>
      <td data-room="text">
        {endedAt === null ? <Waits person={person} /> : <span className="faint">Over: {ended}.</span>}
      </td>
      <td>
        <Instant at={enteredAt} past />
        <span className={classes.below}>by {enteredBy}</span>
      </td>
      <td>{endedAt === null && !isPending && <Actions person={person} />}</td>
    </tr>
  );
}

function Waits({ person: { words, until, message } }: { person: PersonInside }) {
  return (
    <>
      {message === null
        ? words
        : `${stageTitle(message.stage)}. ${reasonWords(message.stage, message.reason)}.`}
      {until !== null && (
        <span className={classes.below}>
          until <Instant at={until} />
        </span>
      )}
    </>
  );
}

function Actions({ person }: { person: PersonInside }) {
  const may = useMay('manager');
  const skip = useMutation(trpc.sequences.skip.mutationOptions());
  const end = useMutation(trpc.sequences.end.mutationOptions());
  if (!may) return null;
  const { id, organizationId, externalId, contact, waitsFor } = person;
  const about = { account: { id: organizationId, externalId }, enrolment: id };
  const isBusy = skip.isPending || end.isPending;
  return (
    <>
      {(waitsFor === 'wait' || waitsFor === 'date') && (
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={isBusy}
          aria-label={`Skip the wait of ${contact}`}
          onClick={() =>
            skip.mutate(about, { onSuccess: () => notifyDone(`${contact} goes on with the next step.`) })
          }
        >
          Skip the wait
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        disabled={isBusy}
        aria-label={`Take ${contact} out`}
        onClick={() => end.mutate(about, { onSuccess: () => notifyDone(`${contact} is taken out.`) })}
      >
        Take out
      </Button>
    </>
  );
}
