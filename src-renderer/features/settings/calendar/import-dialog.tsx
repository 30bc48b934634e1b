import { Stack, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import classes from './calendar.module.css';

const typingPause = 150;
/** Of one call. */
const most = 500;
const namedLines = 8;

/** Adds a list of days as it is pasted, after showing what it comes to. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, typingPause);
  const read = useQuery({
    ...trpc.holidays.read.queryOptions({ text: asked }),
    placeholderData: keepPreviousData,
  }).data;
  const remove = useMutation(trpc.holidays.remove.mutationOptions());
  const add = useMutation(trpc.holidays.add.mutationOptions());
  const holidays = read?.holidays ?? [];
  const problems = read?.problems ?? [];
  const isTooMany = holidays.length > most;
  const isReady = asked === text && holidays.length > 0 && problems.length === 0 && !isTooMany;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    add.mutate(
      { holidays },
      {
        onSuccess: ({ ids }) => {
          notifyDone(`${formatPlural(ids.length, 'holiday')} added`, () => remove.mutate({ ids }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog title="Import holidays" onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Textarea
            label="One day a line"
            description="2026-12-25 Christmas Day, or 2026-12-25, Christmas Day, DE for one country"
            autosize
            minRows={6}
            maxRows={14}
            maxLength={100_000}
            spellCheck={false}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {text.trim() !== '' && read && (
            <div role="status">
              <p>
                {holidays.length === 0
                  ? 'No line can be used yet.'
                  : `${formatPlural(holidays.length, 'day')}, from ${formatDay(first(holidays))} to ${formatDay(last(holidays))}.`}
              </p>
              {isTooMany && <p className={classes.problem}>At most {formatCount(most)} at once.</p>}
              <ul className={classes.problem}>
                {problems.slice(0, namedLines).map(({ line, words }) => (
                  <li key={line}>
                    Line {formatCount(line)}: {words}
                  </li>
                ))}
              </ul>
              {problems.length > namedLines && (
                <p className={classes.problem}>
                  And {formatPlural(problems.length - namedLines, 'more line')}.
                </p>
              )}
            </div>
          )}
          <FormActions submit="Add them" onCancel={onClose} busy={add.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}

const daysOf = (holidays: readonly { day: string }[]) => holidays.map(({ day }) => day).toSorted();
const first = (holidays: readonly { day: string }[]) => daysOf(holidays)[0] ?? '';
const last = (holidays: readonly { day: string }[]) => daysOf(holidays).at(-1) ?? '';
