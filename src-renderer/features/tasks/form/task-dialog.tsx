import { Alert, Button, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type CtaPriority,
  ctaPriorities,
  mostCtaTitle,
  type TaskRhythm,
  taskRhythms,
} from '../../../../src-preload/contract/ctas/cta-kinds';
import { ctaPriorityWords } from '../../../../src-preload/contract/ctas/cta-words';
import { openTaskInputSchema, type Task, type TaskStep } from '../../../../src-preload/contract/ctas/task';
import { AccountField } from '../../../api/account-field';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { DayPicker } from '../../../ui/day-picker';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formatDay } from '../../../ui/format/day';
import { notifyDone } from '../../../ui/notify';
import { useToday } from '../../../ui/use-now';
import { errorWords } from '../../../ui/words/error-words';
import { rhythmWords } from '../task-words';
import { useTaskSteps } from '../use-task-steps';
import classes from './task-form.module.css';

interface TaskDialogProps {
  /** The one to change; null: a new one. */
  task: Task | null;
  /** Of a new one: for which account; null: one to be chosen. */
  accountId: number | null;
  onClose: () => void;
}

/** Working days that one is given. */
const usualDays = 5;

interface Draft {
  readonly title: string;
  readonly due: string | null;
  readonly givenTo: number | null;
  readonly priority: CtaPriority;
  readonly every: TaskRhythm | null;
}

/** Writes a new task of an account, or changes what one says; only what was changed goes up. */
export function TaskDialog({ task, accountId, onClose }: TaskDialogProps) {
  const before = draftOf(task);
  const [account, setAccount] = useState(task?.accountId ?? accountId);
  const [draft, setDraft] = useState(before);
  const [sent, setSent] = useState(false);
  const choices = useQuery({
    ...trpc.ctas.choices.queryOptions({ id: account ?? 1 }),
    enabled: account !== null,
    placeholderData: keepPreviousData,
  }).data;
  const steps = useTaskSteps();
  const remove = useMutation(trpc.ctas.removeTask.mutationOptions());
  const open = useMutation(
    trpc.tasks.open.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: ({ taskId }) => {
        notifyDone(`“${draft.title.trim()}” is there`, () => remove.mutate({ taskId }));
        onClose();
      },
    }),
  );
  // A new one is due in a week's work until somebody says another day.
  const usual = choices?.days.find(({ workingDays }) => workingDays === usualDays)?.day ?? null;
  const due = draft.due ?? (task === null ? usual : null);
  const today = useToday();
  const checked = openTaskInputSchema.safeParse({
    ...draft,
    due,
    id: account,
    externalId: choices?.externalId,
  });
  const lacksDay = draft.every !== null && due === null;
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (!checked.success || lacksDay) return;
    if (task === null) {
      open.mutate(checked.data);
      return;
    }
    const change = changesOf(before, { ...draft, title: draft.title.trim() });
    if (Object.keys(change).length > 0) steps.change([task], change, 'changed');
    onClose();
  }

  const failure = open.error ? callErrorOf(open.error) : null;
  return (
    <Dialog title={task === null ? 'New task' : `Change “${task.title}”`} onClose={onClose} size="md">
      <form className={classes.form} onSubmit={submit} noValidate>
        {task === null && accountId === null && (
          <AccountField value={account} onChange={setAccount} wrong={sent && account === null} />
        )}
        <TextInput
          label="What is to be done"
          withAsterisk
          data-autofocus={task !== null || accountId !== null || undefined}
          maxLength={mostCtaTitle}
          value={draft.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
          error={sent && draft.title.trim() === '' && 'Say what is to be done'}
        />
        <DayPicker
          label="Due"
          labelShown
          value={due}
          onChange={(due) => set({ due })}
          wrong={sent && lacksDay}
        />
        <div className={classes.days}>
          {choices?.days.map(({ workingDays, day }) => (
            <Button
              key={workingDays}
              variant={day === due ? 'light' : 'default'}
              size="compact-sm"
              fw={400}
              aria-pressed={day === due}
              title={formatDay(day)}
              onClick={() => set({ due: day })}
            >
              {spanWords(workingDays, day === today)}
            </Button>
          ))}
        </div>
        <div className={classes.pair}>
          <Select
            label="Priority"
            allowDeselect={false}
            data={ctaPriorities.map((value) => ({ value, label: ctaPriorityWords[value] }))}
            value={draft.priority}
            onChange={(value) => set({ priority: ctaPriorities.find((one) => one === value) ?? 'usual' })}
          />
          {task?.cta == null && (
            <Select
              label="Comes again"
              placeholder="Once"
              clearable
              data={taskRhythms.map((value) => ({ value, label: rhythmWords[value] }))}
              value={draft.every}
              error={sent && lacksDay && 'Choose the day from which it is counted'}
              onChange={(value) => set({ every: taskRhythms.find((one) => one === value) ?? null })}
            />
          )}
        </div>
        <Select
          label="For"
          placeholder={
            choices?.ownerName == null
              ? 'Whoever has the account'
              : `${choices.ownerName}, who has the account`
          }
          clearable
          searchable
          data={(choices?.people ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={draft.givenTo === null ? null : String(draft.givenTo)}
          onChange={(value) => set({ givenTo: value === null ? null : Number(value) })}
        />
        {failure && (
          <Alert color="red" title={errorWords(failure).title}>
            {failure.message} {errorWords(failure).safe}
          </Alert>
        )}
        <FormActions
          submit={task === null ? 'Add task' : 'Keep change'}
          onCancel={onClose}
          busy={open.isPending}
        />
      </form>
    </Dialog>
  );
}

/** Nobody works today on a weekend. */
function spanWords(workingDays: number, isToday: boolean): string {
  if (workingDays === 0) return isToday ? 'Today' : 'Next working day';
  return `${workingDays} working ${workingDays === 1 ? 'day' : 'days'}`;
}

function draftOf(task: Task | null): Draft {
  if (task === null) return { title: '', due: null, givenTo: null, priority: 'usual', every: null };
  const { title, ownDue, givenTo, priority, every } = task;
  return { title, due: ownDue, givenTo, priority, every };
}

/** What is to be said to come from one to the other. */
function changesOf(from: Draft, to: Draft): Omit<TaskStep, 'taskId'> {
  return {
    ...(to.title !== from.title && { title: to.title }),
    ...(to.due !== from.due && { due: to.due }),
    ...(to.givenTo !== from.givenTo && { givenTo: to.givenTo }),
    ...(to.priority !== from.priority && { priority: to.priority }),
    ...(to.every !== from.every && { every: to.every }),
  };
}
