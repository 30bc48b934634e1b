import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import type { SequenceDefinition } from '../../../../src-preload/contract/sequences/definition';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import type { InsideChoice } from '../../../../src-preload/contract/sequences/sequence';
import { Dialog } from '../../../ui/dialog';
import { formatPlural } from '../../../ui/format/number';
import type { SequenceSaving } from './use-sequence-saving';

interface InsideQuestionProps {
  saved: ListedSequence;
  /** As it will be. */
  definition: SequenceDefinition;
  /** What each of its steps says. */
  lines: readonly string[];
  saving: SequenceSaving;
}

/** Before steps are changed while people are inside: what becomes of them, by where they stand. */
export function InsideQuestion({ saved, definition, lines, saving }: InsideQuestionProps) {
  const { health } = saved;
  const stays = (stepId: string) => definition.steps.some(({ id }) => id === stepId);
  const [rest, setRest] = useState<InsideChoice['rest']>('keep');
  const gone = health.steps.filter(({ stepId }) => !stays(stepId));
  const there = health.inside - gone.reduce((sum, { people }) => sum + people, 0);
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  return (
    <Dialog
      title={`${formatPlural(health.inside, 'person is', 'people are')} inside`}
      onClose={saving.withdraw}
      size="md"
    >
      <p>Whatever you choose, nobody gets a mail twice, and it is written into the audit.</p>
      {there > 0 && (
        <Select
          mt="sm"
          label={`${formatPlural(there, 'person stands', 'people stand')} at steps that stay`}
          data={[
            { value: 'keep', label: 'They finish by the steps they began with' },
            { value: 'move', label: 'They go on by the new steps; a wait is reckoned anew' },
          ]}
          value={rest}
          allowDeselect={false}
          onChange={(value) => setRest(value === 'move' ? 'move' : 'keep')}
        />
      )}
      {gone.map(({ stepId, people }) => (
        <Select
          key={stepId}
          mt="sm"
          label={`${formatPlural(people, 'person waits', 'people wait')} at “${wordsBefore(saved, stepId)}”, which goes`}
          data={[
            { value: 'keep', label: 'Keep them on the old steps' },
            { value: 'end', label: 'End their way' },
            ...definition.steps.map(({ id }, place) => ({
              value: id,
              label: `Move them to step ${place + 1}: ${lines[place] ?? ''}`.slice(0, 90),
            })),
          ]}
          value={choices[stepId] ?? 'keep'}
          allowDeselect={false}
          onChange={(value) => setChoices({ ...choices, [stepId]: value ?? 'keep' })}
        />
      ))}
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={saving.withdraw}>
          Back to the sequence
        </Button>
        <Button
          data-autofocus
          loading={saving.isBusy}
          onClick={() =>
            saving.confirm({
              rest,
              steps: Object.fromEntries(gone.map(({ stepId }) => [stepId, choices[stepId] ?? 'keep'])),
            })
          }
        >
          Save it
        </Button>
      </Group>
    </Dialog>
  );
}

/** Of those who came in by a definition of before, the step may be in no list here. */
function wordsBefore({ definition, lines }: ListedSequence, stepId: string): string {
  const place = definition.steps.findIndex(({ id }) => id === stepId);
  return place === -1 ? 'a step of an earlier version' : (lines[place] ?? '');
}
