import { Checkbox, MultiSelect, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { lifecycleStages } from '../../../../src-preload/contract/domain';
import { fromMinor, toMinor } from '../../../../src-preload/contract/money';
import type { Tier } from '../../../../src-preload/contract/rewards/program';
import { type ItemFields, itemFieldsSchema } from '../../../../src-preload/contract/rewards/reward-patches';
import type { RewardItem } from '../../../../src-preload/contract/rewards/rewards';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';
import classes from '../rewards.module.css';

type Written = Omit<ItemFields, 'cost'> & { readonly cost: number | undefined };

const blank: Written = {
  ...{
    name: '',
    description: '',
    cost: undefined,
    value_minor: 0,
    stock: null,
    tier: null,
    stages: [],
    segments: [],
  },
  ...{ per_account: null, per_contact: null, from_day: null, last_day: null },
  ...{ for_contact: false, needs_approval: false, archived: false },
};

interface ItemDialogProps {
  /** Null: a new one. */
  item: RewardItem | null;
  tiers: readonly Tier[];
  currency: string | null;
  onClose: () => void;
}

/** Makes an item of the catalogue, or changes one: what was not changed here stays as a colleague has it. */
export function ItemDialog({ item, tiers, currency, onClose }: ItemDialogProps) {
  const before = item === null ? blank : fieldsOf(item);
  const [written, setWritten] = useState<Written>(before);
  const [sent, setSent] = useState(false);
  const checked = itemFieldsSchema.safeParse(written);
  const problemOf = (field: keyof Written) =>
    sent ? checked.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  const change = (part: Partial<Written>) => setWritten((was) => ({ ...was, ...part }));
  const save = useMutation(
    trpc.rewards.saveItem.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`${written.name.trim()} is saved; the company is told.`);
        onClose();
      },
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (!checked.success) return;
    if (item === null) save.mutate({ id: null, fields: checked.data });
    else save.mutate({ id: item.id, version: item.version, fields: changed(before, checked.data) });
  }
  const count = (label: string, field: 'stock' | 'per_account' | 'per_contact', description: string) => (
    <NumberEntry
      label={label}
      description={description}
      w={170}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={written[field] ?? undefined}
      onChange={(value) => change({ [field]: value ?? null })}
      error={problemOf(field)}
    />
  );
  return (
    <Dialog title={item === null ? 'New item' : `Change ${item.name}`} onClose={onClose} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            withAsterisk
            data-autofocus
            maxLength={100}
            value={written.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={problemOf('name')}
          />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            maxRows={5}
            maxLength={2000}
            value={written.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <div className={classes.fields}>
            <NumberEntry
              label="Cost"
              description="Points"
              withAsterisk
              w={170}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="none"
              value={written.cost}
              onChange={(cost) => change({ cost })}
              error={problemOf('cost') && 'a whole number, from 1'}
            />
            <NumberEntry
              label="Worth"
              description={currency ?? 'In the company’s currency'}
              w={170}
              allowNegative={false}
              clampBehavior="none"
              value={fromMinor(written.value_minor, currency)}
              onChange={(amount) => change({ value_minor: toMinor(amount ?? 0, currency) })}
              error={problemOf('value_minor')}
            />
            {count('Stock', 'stock', 'In all; empty: no end')}
            <Select
              label="From tier"
              description="Empty: any"
              w={170}
              clearable
              data={tiers.map(({ key, name }) => ({ value: key, label: name }))}
              value={written.tier}
              onChange={(tier) => change({ tier })}
            />
          </div>
          <div className={classes.fields}>
            {count('A year and account', 'per_account', 'Empty: no limit')}
            {written.for_contact && count('A year and contact', 'per_contact', 'Empty: no limit')}
            <DayField
              label="First day"
              value={written.from_day}
              onChange={(from_day) => change({ from_day })}
              problem={problemOf('from_day')}
            />
            <DayField
              label="Last day"
              value={written.last_day}
              onChange={(last_day) => change({ last_day })}
              problem={problemOf('last_day')}
            />
          </div>
          <MultiSelect
            label="Stages"
            description="Of accounts; none: any"
            data={[...lifecycleStages]}
            value={written.stages}
            onChange={(stages) =>
              change({ stages: lifecycleStages.filter((stage) => stages.includes(stage)) })
            }
          />
          <TagsInput
            label="Segments"
            description="As accounts have them; none: any"
            value={[...written.segments]}
            onChange={(segments) => change({ segments })}
          />
          <Checkbox
            label="A contact receives it, and is named"
            checked={written.for_contact}
            onChange={({ currentTarget: { checked: on } }) =>
              change({ for_contact: on, ...(on ? {} : { per_contact: null }) })
            }
          />
          <Checkbox
            label="Somebody has to approve it"
            checked={written.needs_approval}
            onChange={(event) => change({ needs_approval: event.currentTarget.checked })}
          />
          {item !== null && (
            <Checkbox
              label="Archived: it is offered no more"
              checked={written.archived}
              onChange={(event) => change({ archived: event.currentTarget.checked })}
            />
          )}
          {save.error && <p role="alert">{callErrorOf(save.error).message}</p>}
          <FormActions submit="Save" onCancel={onClose} busy={save.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}

interface DayFieldProps {
  label: string;
  value: string | null;
  problem: string | undefined;
  onChange: (day: string | null) => void;
}

function DayField({ label, value, problem, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      description="Empty: any"
      w={170}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      error={problem}
    />
  );
}

function fieldsOf({
  id: _id,
  version: _version,
  taken: _taken,
  isPending: _pending,
  ...fields
}: RewardItem): Written {
  return fields;
}

function changed(before: Written, after: ItemFields): Partial<ItemFields> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Written]),
    ),
  );
}
