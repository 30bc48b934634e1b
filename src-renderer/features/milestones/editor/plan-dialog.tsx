import { Alert, MultiSelect, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ListedPlan, MilestoneList } from '../../../../src-preload/contract/milestones/milestones';
import { type PlanDefinition, planStages } from '../../../../src-preload/contract/milestones/plan';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';
import { RemoveButton } from './remove-button';

interface PlanDialogProps {
  all: MilestoneList;
  /** Null: a new one. */
  saved: ListedPlan | null;
  onClose: () => void;
}

const blank: PlanDefinition = { description: '', milestones: [], stage: null, segment: null, isOn: false };
const stages = planStages.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }));

/** Writes a success plan: which milestones, and which accounts get it by themselves. */
export function PlanDialog({ all, saved, onClose }: PlanDialogProps) {
  const [name, setName] = useState(saved?.name ?? '');
  const [plan, setPlan] = useState(saved?.definition ?? blank);
  const segments = useQuery(trpc.segments.list.queryOptions()).data?.segments ?? [];
  const done = (words: string) => {
    notifyDone(words);
    onClose();
  };
  const save = useMutation(
    trpc.milestones.savePlan.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => done(`“${name.trim()}” is saved`),
    }),
  );
  const remove = useMutation(
    trpc.milestones.removePlan.mutationOptions({ onSuccess: () => done(`“${name.trim()}” is removed`) }),
  );
  const locked = all.locked !== null;
  const change = (part: Partial<PlanDefinition>) => setPlan({ ...plan, ...part });

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate({ ...(saved && { id: saved.id, version: saved.version }), name, definition: plan });
  }

  const failure = save.error ? callErrorOf(save.error) : null;
  return (
    <Dialog title={saved === null ? 'New success plan' : saved.name} onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            withAsterisk
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label="What it is for"
            autosize
            maxLength={2000}
            value={plan.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <MultiSelect
            label="Milestones"
            description="What they need beforehand belongs to the plan as well."
            searchable
            maxValues={50}
            data={all.milestones.map((milestone) => ({ value: milestone.id, label: milestone.name }))}
            value={[...plan.milestones]}
            onChange={(milestones) => change({ milestones })}
          />
          <Select
            label="For accounts of the stage"
            placeholder="Any stage"
            clearable
            data={stages}
            value={plan.stage}
            onChange={(value) => change({ stage: planStages.find((stage) => stage === value) ?? null })}
          />
          <Select
            label="Of the segment"
            placeholder="Any"
            clearable
            data={segments.map((segment) => ({ value: segment.id, label: segment.name }))}
            value={plan.segment}
            onChange={(segment) => change({ segment })}
          />
          <Switch
            label="On: customers who match it get it by themselves"
            checked={plan.isOn}
            onChange={(event) => change({ isOn: event.currentTarget.checked })}
          />
          {failure && (
            <Alert color="red" title={errorWords(failure).title}>
              {failure.message} {errorWords(failure).safe}
            </Alert>
          )}
          {saved !== null && !locked && (
            <RemoveButton
              what="plan"
              note="What its accounts have reached stays."
              busy={remove.isPending}
              onRemove={() => remove.mutate({ id: saved.id })}
            />
          )}
          {!locked && <FormActions submit="Save" onCancel={onClose} busy={save.isPending} />}
        </Stack>
      </form>
    </Dialog>
  );
}
