import { Alert, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type MilestoneDefinition,
  milestoneCategories,
  newMilestone,
} from '../../../../src-preload/contract/milestones/milestone-definition';
import type {
  ListedMilestone,
  MilestoneList,
  MilestonePreview as Previewed,
} from '../../../../src-preload/contract/milestones/milestones';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';
import { categoryWords } from '../milestone-words';
import { BadgeFields } from './badge-fields';
import { CompletionFields } from './completion-fields';
import { FigureFields } from './figure-fields';
import { MilestonePreview } from './milestone-preview';
import { RemoveButton } from './remove-button';
import { useMilestonePreview } from './use-milestone-preview';

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

/** Of a change of what completes it: who completes it by that is celebrated where one said so, or where nobody does. */
function atOnceOf(
  saved: ListedMilestone | null,
  { completion, prerequisites, audience }: MilestoneDefinition,
  preview: Previewed | undefined,
  celebrates: boolean,
): boolean | undefined {
  if (saved === null || preview === undefined) return undefined;
  const before = saved.definition;
  const isSame =
    JSON.stringify([before.completion, before.prerequisites, before.audience]) ===
    JSON.stringify([completion, prerequisites, audience]);
  return isSame ? undefined : celebrates || preview.newly.total === 0;
}

/** Writes a milestone: whom it is for, what completes it, and what comes before. */
export function MilestoneDialog({ all, saved, onClose }: MilestoneDialogProps) {
  const [name, setName] = useState(saved?.name ?? '');
  const [milestone, setMilestone] = useState<MilestoneDefinition>(saved?.definition ?? newMilestone);
  const [celebrates, setCelebrates] = useState(false);
  const preview = useMilestonePreview(saved?.id ?? null, milestone);
  const celebrateAtOnce = atOnceOf(saved, milestone, preview, celebrates);
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
    save.mutate({
      ...(saved && { id: saved.id, version: saved.version }),
      ...(celebrateAtOnce !== undefined && { celebrateAtOnce }),
      ...{ name, definition: milestone },
    });
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
          <BadgeFields milestone={milestone} onChange={setMilestone} />
          <MilestonePreview
            definition={milestone}
            preview={preview}
            atOnce={celebrateAtOnce === undefined || locked ? null : celebrates}
            onAtOnce={setCelebrates}
          />
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
