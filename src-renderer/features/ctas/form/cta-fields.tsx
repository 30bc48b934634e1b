import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { CtaChoices } from '../../../../src-preload/contract/ctas/cta';
import {
  type CtaPriority,
  type CtaType,
  ctaPriorities,
  mostCtaReason,
  mostCtaTitle,
} from '../../../../src-preload/contract/ctas/cta-kinds';
import { ctaPriorityWords, ctaTypeWords } from '../../../../src-preload/contract/ctas/cta-words';
import { ctaTypes } from '../../../../src-preload/contract/rules/action';
import { DayPicker } from '../../../ui/day-picker';
import { formatDay } from '../../../ui/format/day';
import { useToday } from '../../../ui/use-now';
import classes from './cta-fields.module.css';

/** What is being written. */
export interface CtaDraft {
  readonly type: CtaType;
  readonly title: string;
  readonly reason: string;
  readonly priority: CtaPriority;
  /** Null until a day is chosen. */
  readonly due: string | null;
  readonly givenTo: number | null;
}

interface CtaFieldsProps {
  draft: CtaDraft;
  choices: CtaChoices | undefined;
  /** Type and reason are its rule's. */
  ofRule: boolean;
  problems: Readonly<Record<string, string>>;
  onChange: (change: Partial<CtaDraft>) => void;
}

const types = ctaTypes.map((value) => ({ value, label: ctaTypeWords[value] }));
const priorities = ctaPriorities.map((value) => ({ value, label: ctaPriorityWords[value] }));

/** What a call to action says, to be written or changed. */
export function CtaFields({ draft, choices, ofRule, problems, onChange }: CtaFieldsProps) {
  const people = (choices?.people ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const owner = choices?.ownerName ?? null;
  const today = useToday();
  return (
    <Stack gap="md">
      <TextInput
        label="What is to be done"
        withAsterisk
        data-autofocus
        maxLength={mostCtaTitle}
        value={draft.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        error={problems['title']}
      />
      <div className={classes.pair}>
        <Select
          label="Type"
          data={types}
          value={draft.type}
          disabled={ofRule}
          allowDeselect={false}
          onChange={(value) => {
            const type = ctaTypes.find((one) => one === value);
            if (type !== undefined) onChange({ type });
          }}
        />
        <Select
          label="Priority"
          data={priorities}
          value={draft.priority}
          allowDeselect={false}
          onChange={(value) => {
            const priority = ctaPriorities.find((one) => one === value);
            if (priority !== undefined) onChange({ priority });
          }}
        />
      </div>
      <div>
        <DayPicker
          label="Due"
          labelShown
          value={draft.due}
          onChange={(due) => onChange({ due })}
          wrong={problems['due'] !== undefined}
        />
        <div className={classes.days}>
          {choices?.days.map(({ workingDays, day }) => (
            <Button
              key={workingDays}
              variant={day === draft.due ? 'light' : 'default'}
              size="compact-sm"
              fw={400}
              aria-pressed={day === draft.due}
              title={formatDay(day)}
              onClick={() => onChange({ due: day })}
            >
              {spanWords(workingDays, day === today)}
            </Button>
          ))}
        </div>
      </div>
      <Select
        label="For"
        placeholder={owner === null ? 'Whoever has the account' : `${owner}, who has the account`}
        clearable
        searchable
        data={people}
        value={draft.givenTo === null ? null : String(draft.givenTo)}
        onChange={(value) => onChange({ givenTo: value === null ? null : Number(value) })}
      />
      {!ofRule && (
        <Textarea
          label="Why"
          autosize
          minRows={2}
          maxLength={mostCtaReason}
          value={draft.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          error={problems['reason']}
        />
      )}
    </Stack>
  );
}

/** Nobody works today on a weekend. */
function spanWords(workingDays: number, isToday: boolean): string {
  if (workingDays === 0) return isToday ? 'Today' : 'Next working day';
  return `${workingDays} working ${workingDays === 1 ? 'day' : 'days'}`;
}
