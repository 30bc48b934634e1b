import { FileInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssignmentPlan } from '../../../../src-preload/contract/team';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { FactTable } from '../../../ui/table/fact-table';
import { readTextFile } from '../read-text-file';
import classes from './team-screen.module.css';

/** Gives accounts to owners from a CSV: first who would get what, then the deed. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState<string | null>(null);
  const look = useMutation(trpc.team.planImport.mutationOptions({ meta: { showsItsErrors: true } }));
  const apply = useMutation(
    trpc.team.import.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: (plan) => {
        notifyDone(`${formatPlural(plan.moves, 'account')} went to another owner.`);
        onClose();
      },
      onError: () => look.reset(),
    }),
  );
  const plan = look.data;

  async function choose(file: File | null): Promise<void> {
    look.reset();
    apply.reset();
    setText(file === null ? null : await readTextFile(file));
  }

  function send(): void {
    if (text === null) return;
    if (plan) apply.mutate({ text, digest: plan.digest });
    else look.mutate({ text });
  }

  return (
    <TeamForm
      title="Import assignments"
      submit={plan ? `Give ${formatPlural(plan.moves, 'account')}` : 'Look first'}
      onClose={onClose}
      onSubmit={send}
      busy={look.isPending || apply.isPending}
      failure={apply.error ?? look.error}
      size="lg"
    >
      <FileInput
        label="File"
        description="A CSV with organization_id and owner_email; owner_name for whoever is new"
        placeholder="Choose a file"
        accept=".csv,.txt,.tsv,text/csv"
        size="xs"
        onChange={(file) => void choose(file)}
      />
      {plan && <PlanWords plan={plan} />}
    </TeamForm>
  );
}

function PlanWords({ plan }: { plan: AssignmentPlan }) {
  const { moves, unchanged, managers, first, setAside, firstSetAside } = plan;
  return (
    <section className={classes.plan} aria-label="What the file would do">
      <p>
        {formatPlural(moves, 'account')} would go to another owner, {formatCount(unchanged)} stay,{' '}
        {formatPlural(setAside, 'line')} can’t be used.
      </p>
      {managers.length > 0 && (
        <FactTable columns={['Owner', { name: 'Now', align: 'right' }, { name: 'Then', align: 'right' }]}>
          {managers.map(({ email, name, isNew, before, after }) => (
            <tr key={email}>
              <th scope="row" title={email}>
                {name}
                {isNew && ' (new)'}
              </th>
              <td data-align="right">{formatCount(before)}</td>
              <td data-align="right">{formatCount(after)}</td>
            </tr>
          ))}
        </FactTable>
      )}
      {firstSetAside.length > 0 && (
        <ul className={classes.list} aria-label="Lines that can’t be used">
          {firstSetAside.slice(0, 20).map(({ line, reason }) => (
            <li key={line}>
              Line {formatCount(line)}: {reason}
            </li>
          ))}
        </ul>
      )}
      {first.length > 0 && (
        <FactTable columns={['Account', 'From', 'To']}>
          {first.slice(0, 50).map(({ account, name, from, to }) => (
            <tr key={account}>
              <th scope="row" title={account}>
                {name}
              </th>
              <td>{from ?? 'nobody'}</td>
              <td>{to}</td>
            </tr>
          ))}
        </FactTable>
      )}
      {moves > 50 && <p>… and {formatPlural(moves - 50, 'more account', 'more accounts')}</p>}
    </section>
  );
}
