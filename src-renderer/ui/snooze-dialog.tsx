import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DayPicker } from './day-picker';
import { Dialog } from './dialog';
import { FormActions } from './form-actions';
import { addDays, formatDay } from './format/day';
import classes from './snooze-dialog.module.css';
import { useToday } from './use-now';

interface SnoozeDialogProps {
  title: string;
  onClose: () => void;
  onSnooze: (until: string, reason: string) => void;
}

const spans = [
  { label: 'Tomorrow', days: 1 },
  { label: 'In a week', days: 7 },
  { label: 'In two weeks', days: 14 },
  { label: 'In a month', days: 30 },
];

/** Puts an item away until a day, for a reason; both are needed, so that nothing is forgotten by habit. */
export function SnoozeDialog({ title, onClose, onSnooze }: SnoozeDialogProps) {
  const today = useToday();
  const [until, setUntil] = useState(addDays(today, 7));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const reasonError = reason.trim().length < 3 ? 'Say why it can wait, in a few words' : null;

  function submit(event: { preventDefault(): void }): void {
    event.preventDefault();
    setTried(true);
    if (reasonError === null) onSnooze(until, reason.trim());
  }

  return (
    <Dialog title={title} onClose={onClose} size="md">
      <form className={classes.form} onSubmit={submit} noValidate>
        <div className={classes.spans}>
          {spans.map((span) => {
            const day = addDays(today, span.days);
            return (
              <Button
                key={span.days}
                variant={day === until ? 'light' : 'default'}
                size="compact-sm"
                fw={400}
                title={formatDay(day)}
                aria-pressed={day === until}
                onClick={() => setUntil(day)}
              >
                {span.label}
              </Button>
            );
          })}
        </div>
        <DayPicker label="Until" labelShown value={until} onChange={setUntil} min={addDays(today, 1)} />
        <Textarea
          label="Why it can wait"
          withAsterisk
          data-autofocus
          autosize
          minRows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          }}
          error={tried && reasonError}
        />
        <div className={classes.actions}>
          <FormActions submit="Snooze" onCancel={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
