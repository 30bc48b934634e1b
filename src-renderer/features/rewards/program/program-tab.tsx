import { Button, Checkbox, Select, TagsInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fromMinor, toMinor } from '../../../../src-preload/contract/money';
import {
  type Program,
  programSchema,
  proposedProgram,
  tierMonths,
} from '../../../../src-preload/contract/rewards/program';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import classes from '../rewards.module.css';
import { TierFields } from './tier-fields';

interface ProgramTabProps {
  /** Null: none was set. */
  program: Program | null;
  isPending: boolean;
  currency: string | null;
}

const periods = { 3: 'A quarter', 6: 'Half a year', 12: 'A year' } as const;

/** How points are given: whether at all, how long they last, and the tiers. Admins set it, as a whole. */
export function ProgramTab({ program, isPending, currency }: ProgramTabProps) {
  const isAdmin = useMay('admin');
  const [written, setWritten] = useState<Program>(program ?? proposedProgram);
  const [sent, setSent] = useState(false);
  const checked = programSchema.safeParse(written);
  const issues = sent ? (checked.error?.issues ?? []) : [];
  const problemOf = (field: keyof Program) =>
    issues.find(({ path }) => path.length === 1 && path[0] === field)?.message;
  const change = (part: Partial<Program>) => setWritten((was) => ({ ...was, ...part }));
  const rising = written.tiers.every(({ from }, n) => n === 0 || from > (written.tiers[n - 1]?.from ?? 0));
  const save = useMutation(
    trpc.rewards.setProgram.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('The program is set; the company is told.'),
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success && rising) save.mutate({ program: checked.data });
  }
  const whole = (
    label: string,
    field: 'expiry_months' | 'notice_days' | 'hand_most',
    description: string,
  ) => (
    <NumberEntry
      label={label}
      description={description}
      w={200}
      readOnly={!isAdmin}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={written[field] ?? undefined}
      onChange={(value) => change({ [field]: value ?? null } as Partial<Program>)}
      error={problemOf(field)}
    />
  );
  return (
    <Section
      title="Program"
      note={
        program === null
          ? isAdmin
            ? 'None was set yet. This is a proposal: look through it, turn it on, and save'
            : 'None was set yet. This is a proposal, which an admin sets'
          : 'Holds for all accounts from when the company has taken it'
      }
      actions={isPending && <PendingBadge />}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <Checkbox
          label="Rewards are on"
          description="Off, no points are given and nothing is redeemed; what is there stays, and runs out by its day"
          checked={written.is_on}
          disabled={!isAdmin}
          onChange={(event) => change({ is_on: event.currentTarget.checked })}
        />
        <div className={classes.fields}>
          {whole('Points last', 'expiry_months', 'Months; empty: for ever')}
          {whole('Notice', 'notice_days', 'Days before they run out')}
          {whole('A manager gives at once', 'hand_most', 'Points at most; empty: no limit')}
          <NumberEntry
            label="A contact receives a year"
            description={`Worth at most${currency === null ? '' : `, ${currency}`}; empty: no cap`}
            w={200}
            readOnly={!isAdmin}
            allowNegative={false}
            clampBehavior="none"
            value={written.person_cap === null ? undefined : fromMinor(written.person_cap, currency)}
            onChange={(amount) =>
              change({ person_cap: amount === undefined ? null : toMinor(amount, currency) })
            }
            error={problemOf('person_cap')}
          />
        </div>
        <TagsInput
          label="Industries that are left out"
          description="As accounts have them. Gifts to the public sector are often forbidden"
          readOnly={!isAdmin}
          value={[...written.left_out_industries]}
          onChange={(left_out_industries) => change({ left_out_industries })}
        />
        <Select
          label="Tiers are earned in"
          description="Kept to the end of the next period"
          w={200}
          allowDeselect={false}
          readOnly={!isAdmin}
          data={tierMonths.map((months) => ({ value: String(months), label: periods[months] }))}
          value={String(written.tier_months)}
          onChange={(months) =>
            change({ tier_months: tierMonths.find((one) => String(one) === months) ?? 12 })
          }
        />
        <TierFields
          tiers={written.tiers}
          readOnly={!isAdmin}
          problem={sent && !rising ? 'Each tier needs more points than the one before.' : undefined}
          problemAt={(n, field) =>
            issues.find(({ path }) => path[0] === 'tiers' && path[1] === n && path[2] === field)?.message
          }
          onChange={(tiers) => change({ tiers })}
        />
        {save.error && <p role="alert">{callErrorOf(save.error).message}</p>}
        {isAdmin ? (
          <div className={classes.buttons}>
            <Button type="submit" loading={save.isPending}>
              Save the program
            </Button>
          </div>
        ) : (
          <p className="soft">Only an admin changes it.</p>
        )}
      </form>
    </Section>
  );
}
