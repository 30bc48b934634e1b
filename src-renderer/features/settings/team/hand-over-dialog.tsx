import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandOverPlan, Team } from '../../../../src-preload/contract/team';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { formatInstant } from '../../../ui/format/instant';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import classes from './team-screen.module.css';

/** Gives a whole book to somebody else: first what is in it, then the deed. */
export function HandOverDialog({ managers, onClose }: { managers: Team['managers']; onClose: () => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const look = useMutation(trpc.team.planHandOver.mutationOptions({ meta: { showsItsErrors: true } }));
  const handOver = useMutation(
    trpc.team.handOver.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: (plan) => {
        notifyDone(`${formatPlural(plan.accounts, 'account')} went to ${plan.to.name}.`);
        onClose();
      },
      // What was looked at is not there any more.
      onError: () => look.reset(),
    }),
  );
  const plan = look.data;

  function choose(set: (email: string) => void, email: string): void {
    set(email);
    look.reset();
    handOver.reset();
  }

  return (
    <TeamForm
      title="Hand over a book"
      submit={plan ? `Hand over ${formatPlural(plan.accounts, 'account')}` : 'Look first'}
      onClose={onClose}
      onSubmit={() => (plan ? handOver.mutate({ from, to, digest: plan.digest }) : look.mutate({ from, to }))}
      busy={look.isPending || handOver.isPending}
      failure={handOver.error ?? look.error}
    >
      <ManagerChoice
        label="From"
        value={from}
        managers={managers}
        onChange={(email) => choose(setFrom, email)}
      />
      <ManagerChoice label="To" value={to} managers={managers} onChange={(email) => choose(setTo, email)} />
      {plan && <OpenThings plan={plan} />}
    </TeamForm>
  );
}

interface ManagerChoiceProps {
  label: string;
  value: string;
  managers: Team['managers'];
  onChange: (email: string) => void;
}

function ManagerChoice({ label, value, managers, onChange }: ManagerChoiceProps) {
  return (
    <NativeSelect
      label={label}
      size="xs"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: 'Choose somebody' },
        ...managers.map(({ email, name }) => ({ value: email, label: `${name} (${email})` })),
      ]}
    />
  );
}

function OpenThings({ plan }: { plan: HandOverPlan }) {
  const { from, to, accounts, renewals, openTickets, ctas, notes, pulses, overrides, logins } = plan;
  return (
    <ul className={classes.list} aria-label="What goes along">
      <li>
        {formatPlural(accounts, 'account')} of {from.name}, with {formatPlural(renewals, 'renewal')} within 90
        days, {formatPlural(openTickets, 'open ticket')} and {formatPlural(ctas, 'open CTA')}
      </li>
      <li>
        With the accounts stay {formatPlural(notes, 'note')}, {formatPlural(pulses, 'pulse')} and{' '}
        {formatPlural(overrides, 'override')}
      </li>
      {logins.map(({ login, snoozed, sharedViews, lastSentAt }) => (
        <li key={login}>
          {login} put {formatPlural(snoozed, 'item')} away from Today: they show again with {to.name}.{' '}
          {formatPlural(sharedViews, 'shared view stays', 'shared views stay')} under that name. Its desktop{' '}
          {lastSentAt === null
            ? 'never sent a decision'
            : `last sent a decision on ${formatInstant(lastSentAt)}`}
          : what waits there comes back to it afterwards, so let it sync first.
        </li>
      ))}
    </ul>
  );
}
