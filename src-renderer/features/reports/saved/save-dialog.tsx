import { Checkbox, Select, TextInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import type { RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import {
  type ReportTab,
  relativePeriods,
  relativeWords,
  type SavedReportState,
  type saveReportInputSchema,
} from '../../../../src-preload/contract/reports/saved-report';
import { useOwnerChoice } from '../../../api/owner-choice';
import { useMay } from '../../../api/use-may';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formatDay } from '../../../ui/format/day';
import { useChangeInput } from '../change/use-change';
import { monthWords } from '../report-words';
import classes from './save-dialog.module.css';

type Kept = z.infer<typeof saveReportInputSchema>;
type Period = SavedReportState['period'];

interface SaveDialogProps {
  report: RevenueReport;
  onClose: () => void;
  onSave: (kept: Kept) => void;
}

const fixed = 'fixed';

/** Asks under which name the report is kept, of which time, and whether the team sees it. */
export function SaveDialog({ report, onClose, onSave }: SaveDialogProps) {
  const { show = 'revenue', rates } = useSearch({ from: '/company/reports' });
  const { ownerId } = useOwnerChoice();
  const shown = useShownPeriod(show, report);
  const [name, setName] = useState('');
  const [time, setTime] = useState<string>('this_month');
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const mayShare = useMay('manager');
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    const relative = relativePeriods.find((one) => one === time);
    const period =
      relative === undefined && shown !== null ? shown.period : { relative: relative ?? 'this_month' };
    const of = ownerId === null ? {} : { ownerId };
    const state = { show, ...of, ...(rates === undefined ? {} : { rates }), period };
    onSave({ name: name.trim(), state, shared });
  }
  return (
    <Dialog title="Save this report" onClose={onClose}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && name.trim() === '' && 'Give the report a name'}
        />
        {shown !== null && (
          <Select
            label="Time"
            description="A period that moves is that of the day on which the report is opened"
            allowDeselect={false}
            value={time}
            onChange={(next) => setTime(next ?? fixed)}
            data={[
              ...relativePeriods.map((value) => ({ value, label: relativeWords[value] })),
              { value: fixed, label: `Always ${shown.words}` },
            ]}
          />
        )}
        {mayShare && (
          <Checkbox
            label="Share with the team"
            description="Everybody sees it among their saved reports, of the accounts that they may see"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <FormActions submit="Save" onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** The time that is shown, as one that stays; null of what is told of the present alone. */
function useShownPeriod(
  show: ReportTab,
  { asOf, months }: RevenueReport,
): { period: Period; words: string } | null {
  const { from, to } = useChangeInput(asOf ?? '');
  const through = months.at(-1)?.month;
  if (show === 'change') return { period: { from, to }, words: `${formatDay(from)} to ${formatDay(to)}` };
  if ((show !== 'revenue' && show !== 'retention') || through === undefined) return null;
  return { period: { through }, words: `through ${monthWords(through)}` };
}
