import { Button, Checkbox, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CelebrationStateOfAll } from '../../../../src-preload/contract/celebrations/celebrations';
import {
  type CelebrationSettings,
  celebratedPeople,
  celebrationSettingsSchema,
  longestHold,
  proposedCelebrations,
} from '../../../../src-preload/contract/celebrations/settings';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import classes from './celebrations.module.css';

const peopleWords: Readonly<Record<(typeof celebratedPeople)[number], string>> = {
  champion: 'Champions',
  admin: 'Admins of the account',
  'every-contact': 'Every contact',
};
const afterWords = [
  { value: 'goes', label: 'It goes by itself' },
  { value: 'dropped', label: 'It is dropped: a person lets each go' },
];
const nobody = '';

/** How achievements are celebrated. Admins set it, as a whole. */
export function SettingsSection({ state }: { state: CelebrationStateOfAll }) {
  const isAdmin = useMay('admin');
  const [written, setWritten] = useState<CelebrationSettings>(state.settings ?? proposedCelebrations);
  const [sent, setSent] = useState(false);
  const checked = celebrationSettingsSchema.safeParse(written);
  const problemOf = (field: keyof CelebrationSettings) =>
    sent ? checked.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  const change = (part: Partial<CelebrationSettings>) => setWritten((was) => ({ ...was, ...part }));
  const save = useMutation(
    trpc.celebrations.setCelebrating.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('How achievements are celebrated is set; the company is told.'),
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) save.mutate({ settings: checked.data });
  }
  const chosen = state.templates.find(({ id }) => id === written.template);
  const whole = (label: string, description: string, field: 'hold_hours' | 'oldest_days', most: number) => (
    <NumberEntry
      label={label}
      description={description}
      w={300}
      min={0}
      max={most}
      allowDecimal={false}
      allowNegative={false}
      readOnly={!isAdmin}
      value={written[field]}
      onChange={(value) =>
        change(field === 'hold_hours' ? { hold_hours: value ?? 0 } : { oldest_days: value ?? 0 })
      }
      error={problemOf(field)}
    />
  );
  return (
    <Section
      title="How achievements are celebrated"
      note={state.settings === null ? 'Nothing was set yet: this is a proposal' : 'For the whole company'}
      actions={state.isPending && <PendingBadge />}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <Checkbox
          label="Celebrate what is reached"
          description="Each achievement once, from now on; what was reached before is not"
          checked={written.is_on}
          disabled={!isAdmin}
          onChange={(event) => change({ is_on: event.currentTarget.checked })}
        />
        <div className={classes.fields}>
          <Select
            label="Mail"
            description={
              state.templates.length === 0
                ? 'There is no template of the category Celebration yet'
                : 'A template of the category Celebration'
            }
            w={300}
            allowDeselect={false}
            readOnly={!isAdmin}
            data={[
              { value: nobody, label: 'Nobody is written to' },
              ...state.templates.map(({ id, name }) => ({ value: id, label: name })),
              ...(written.template !== null && chosen === undefined
                ? [{ value: written.template, label: 'One that is gone' }]
                : []),
            ]}
            value={written.template ?? nobody}
            onChange={(value) => change({ template: value === nobody ? null : value })}
          />
          <Select
            label="An account’s is told to"
            description="A contact’s own is told to the contact"
            w={300}
            allowDeselect={false}
            readOnly={!isAdmin}
            data={celebratedPeople.map((value) => ({ value, label: peopleWords[value] }))}
            value={written.to}
            onChange={(value) => change({ to: celebratedPeople.find((one) => one === value) ?? 'champion' })}
          />
        </div>
        {chosen?.hasWords === false && (
          <p className="soft">
            This template has no place for a manager’s words: write {'{{ celebration.words }}'} into it.
          </p>
        )}
        {state.templates.length === 0 && (
          <p className="soft">
            <Link to="/templates">Templates</Link> has one to begin with: “Thanks after a milestone”.
          </p>
        )}
        <div className={classes.fields}>
          {whole(
            'Hours before it goes',
            'In which a manager may add words; 0: at once',
            'hold_hours',
            longestHold,
          )}
          <Select
            label="If nobody let it go by then"
            description="Quiet hours, caps and consent hold in any case"
            w={300}
            allowDeselect={false}
            readOnly={!isAdmin}
            data={afterWords}
            value={written.after_hold}
            onChange={(value) => change({ after_hold: value === 'dropped' ? 'dropped' : 'goes' })}
          />
        </div>
        {whole(
          'Days after which it is old',
          'What was reached longer ago is not celebrated',
          'oldest_days',
          365,
        )}
        <Checkbox
          label="Tell whoever has the account on the desktop"
          checked={written.desktop}
          disabled={!isAdmin}
          onChange={(event) => change({ desktop: event.currentTarget.checked })}
        />
        {save.error && <p role="alert">{callErrorOf(save.error).message}</p>}
        {isAdmin ? (
          <div>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </div>
        ) : (
          <p className="soft">Only an admin changes it.</p>
        )}
      </form>
    </Section>
  );
}
