import { Select } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
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
import { formatDay } from '../../../ui/format/day';
import { NameDialog, type ViewName } from '../../../ui/views/name-dialog';
import { useDayThen } from '../books/books-then-section';
import { useChangeInput } from '../change/use-change';
import { useFeatureInput } from '../features/use-features';
import { monthWords } from '../report-words';

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
  const [time, setTime] = useState<string>('this_month');
  const mayShare = useMay('manager');
  function save(named: ViewName): void {
    const relative = relativePeriods.find((one) => one === time);
    const period =
      relative === undefined && shown !== null ? shown.period : { relative: relative ?? 'this_month' };
    const of = ownerId === null ? {} : { ownerId };
    onSave({ ...named, state: { show, ...of, ...(rates === undefined ? {} : { rates }), period } });
  }
  return (
    <NameDialog
      title="Save this report"
      what="report"
      mayShare={mayShare}
      sharedNote="Everybody sees it among their saved reports, of the accounts that they may see"
      onClose={onClose}
      onName={save}
    >
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
    </NameDialog>
  );
}

/** The time that is shown, as one that stays; null of what is told of the present alone. */
function useShownPeriod(
  show: ReportTab,
  { asOf, months }: RevenueReport,
): { period: Period; words: string } | null {
  const change = useChangeInput(asOf ?? '');
  const features = useFeatureInput(asOf ?? '');
  const then = useDayThen(asOf ?? '');
  const through = months.at(-1)?.month;
  if (show === 'change' || show === 'features') {
    const { from, to } = show === 'change' ? change : features;
    return { period: { from, to }, words: `${formatDay(from)} to ${formatDay(to)}` };
  }
  if (show === 'books') return { period: { from: then }, words: `beside ${formatDay(then)}` };
  if ((show !== 'revenue' && show !== 'retention') || through === undefined) return null;
  return { period: { through }, words: `through ${monthWords(through)}` };
}
