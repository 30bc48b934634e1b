import { Radio, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Retention } from '../../../../src-preload/contract/retention';
import {
  daysWords,
  foreverWords,
  leastWords,
  retentionWords,
} from '../../../../src-preload/contract/retention-words';
import { counted } from '../../../../src-preload/contract/words';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';

/** For how long one kind is kept: for ever, or so many days. */
export function KeepDialog({ retention, onClose }: { retention: Retention; onClose: () => void }) {
  const { kind, leastDays, mostDays, atCompany } = retention;
  const { title, what } = retentionWords[kind];
  const [forEver, setForEver] = useState(retention.days === null);
  const [days, setDays] = useState<number | undefined>(retention.days ?? Math.max(leastDays, 730));
  const [sent, setSent] = useState(false);
  const save = useMutation(
    trpc.retention.set.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: (_done, { days: kept }) => {
        notifyDone(`${title}: kept ${daysWords(kind, kept)}.`);
        onClose();
      },
    }),
  );
  const problem = problemOf(days, leastDays, mostDays);

  function submit(): void {
    setSent(true);
    if (forEver) save.mutate({ kind, days: null });
    else if (problem === null && days !== undefined) save.mutate({ kind, days });
  }

  return (
    <TeamForm
      title={title}
      submit="Save"
      onClose={onClose}
      onSubmit={submit}
      busy={save.isPending}
      failure={save.error}
    >
      <p>{what}</p>
      <Radio.Group
        label="Keep it"
        value={forEver ? 'for ever' : 'days'}
        onChange={(value) => setForEver(value === 'for ever')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="for ever" label={sentence(foreverWords(kind))} />
          <Radio value="days" label="For some days" />
        </Stack>
      </Radio.Group>
      {!forEver && (
        <NumberEntry
          label="Days"
          description={sentence(leastWords({ kind, leastDays }))}
          w={220}
          value={days}
          onChange={setDays}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          error={sent ? problem : null}
        />
      )}
      <p className="soft">
        {atCompany
          ? 'What is older goes with the next night, and doesn’t come back. “Remove what is due” says before how much that is.'
          : 'Each desktop follows within an hour of its next sync. What is older goes there, and doesn’t come back.'}
      </p>
    </TeamForm>
  );
}

function problemOf(days: number | undefined, least: number, most: number): string | null {
  if (days === undefined || !Number.isInteger(days)) return 'Write whole days';
  if (days < least) return `At least ${counted(least, 'day')}`;
  return days > most ? `At most ${counted(most, 'day')}` : null;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
