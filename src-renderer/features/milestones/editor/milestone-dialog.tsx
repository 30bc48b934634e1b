import { Alert, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type MilestoneDefinition,
  milestoneCategories,
  newMilestone,
} from '../../../../src-preload/contract/milestones/milestone-definition';
import type { ListedMilestone, MilestoneList } from '../../../../src-preload/contract/milestones/milestones';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';
import { categoryWords } from '../milestone-words';
import { CompletionFields } from './completion-fields';
import { FigureFields } from './figure-fields';
import { MilestonePreview } from './milestone-preview';
import { RemoveButton } from './remove-button';

interface MilestoneDialogProps {
  all: MilestoneList;
  /** Null: a new one. */
  saved: ListedMilestone | null;
  onClose: () => void;
}

const audiences = [
  { value: 'account', label: 'The account' },
  { value: 'contact', label: 'Each of its contacts' },
];

/** Writes a milestone: whom it is for, what completes it, and what comes before. */
export function MilestoneDialog({ all, saved, onClose }: MilestoneDialogProps) {
  const [name, setName] = useState(saved?.name ?? '');
  const [milestone, setMilestone] = useState<MilestoneDefinition>(saved?.definition ?? newMilestone);
  const done = (words: string) => {
    notifyDone(words);
    onClose();
  };
  const save = useMutation(
    trpc.milestones.save.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => done(`“${name.trim()}” is saved`),
    }),
  );
  const remove = useMutation(
    trpc.milestones.remove.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => done(`“${name.trim()}” is removed`),
    }),
  );
  const locked = all.locked !== null;
  const change = (part: Partial<MilestoneDefinition>) => setMilestone({ ...milestone, ...part });

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate({ ...(saved && { id: saved.id, version: saved.version }), name, definition: milestone });
  }

  const failed = save.error ?? remove.error;
  const failure = failed ? callErrorOf(failed) : null;
  return (
    <Dialog title={saved === null ? 'New milestone' : saved.name} onClose={onClose} size="md">
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
            label="What it means"
            autosize
            maxLength={2000}
            value={milestone.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <Select
            label="Category"
            allowDeselect={false}
            data={milestoneCategories.map((value) => ({ value, label: categoryWords[value] }))}
            value={milestone.category}
            onChange={(value) =>
              change({ category: milestoneCategories.find((one) => one === value) ?? 'setup' })
            }
          />
          <Select
            label="Who reaches it"
            allowDeselect={false}
            data={audiences}
            value={milestone.audience}
            onChange={(value) => change({ audience: value === 'contact' ? 'contact' : 'account' })}
          />
          <CompletionFields
            completion={milestone.completion}
            audience={milestone.audience}
            onChange={(completion) => change({ completion })}
          />
          <MultiSelect
            label="After"
            description="Milestones that have to be complete before."
            searchable
            maxValues={20}
            data={all.milestones
              .filter(({ id }) => id !== saved?.id)
              .map(({ id, name: label }) => ({ value: id, label }))}
            value={[...milestone.prerequisites]}
            onChange={(prerequisites) => change({ prerequisites })}
          />
          <FigureFields milestone={milestone} onChange={change} />
          <MilestonePreview id={saved?.id ?? null} definition={milestone} />
          {failure && (
            <Alert color="red" title={errorWords(failure).title}>
              {failure.message} {errorWords(failure).safe}
            </Alert>
          )}
          {saved !== null && !locked && (
            <RemoveButton
              what="milestone"
              note="Its achievements stay; it is counted no more."
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
