import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DayPicker } from '../../../ui/day-picker';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { addDays, formatDay } from '../../../ui/format/day';
import { useToday } from '../../../ui/use-now';
import classes from './task-form.module.css';

interface DayDialogProps {
  title: string;
  submit: string;
  /** The first day that may be chosen, counted from today. */
  leastAhead: number;
  onClose: () => void;
  onDay: (day: string) => void;
}

const spans = [
  { label: 'Today', days: 0 },
  { label: 'Tomorrow', days: 1 },
  { label: 'In a week', days: 7 },
  { label: 'In two weeks', days: 14 },
  { label: 'In a month', days: 30 },
];

/** Asks for a day: by when, or until when. */
export function DayDialog({ title, submit, leastAhead, onClose, onDay }: DayDialogProps) {
  const today = useToday();
  const [day, setDay] = useState(addDays(today, 7));
  function send(event: FormEvent): void {
    event.preventDefault();
    onDay(day);
  }
  return (
    <Dialog title={title} onClose={onClose} size="md">
      <form className={classes.form} onSubmit={send} noValidate>
        <div className={classes.days}>
          {spans
            .filter(({ days }) => days >= leastAhead)
            .map(({ label, days }) => {
              const one = addDays(today, days);
              return (
                <Button
                  key={days}
                  variant={one === day ? 'light' : 'default'}
                  size="compact-sm"
                  fw={400}
                  title={formatDay(one)}
                  aria-pressed={one === day}
                  onClick={() => setDay(one)}
                >
                  {label}
                </Button>
              );
            })}
        </div>
        <DayPicker label="Day" labelShown value={day} onChange={setDay} min={addDays(today, leastAhead)} />
        <FormActions submit={submit} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
