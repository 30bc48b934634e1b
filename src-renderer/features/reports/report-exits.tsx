import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReportToFile } from '../../../src-preload/contract/reports/report-files';
import { trpc } from '../../api/client';
import { ExportButtons } from '../../ui/export-buttons';
import { formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import { shownCohorts } from './cohorts/cohorts-tab';
import type { ReportTab } from './report-search';
import classes from './reports-screen.module.css';
import { useReportScope, useRevenueInput } from './use-revenue';

const rowWords = {
  revenue: 'month',
  retention: 'month',
  cohorts: 'row',
  renewals: 'renewal',
  health: 'row',
  books: 'row',
} as const satisfies Record<ReportTab, string>;

/** How what is shown leaves: on paper, and as a file that holds all of it. */
export function ReportExits() {
  const { show = 'revenue' } = useSearch({ from: '/company/reports' });
  const of = useReportShown(show);
  const { mutate, isPending, variables } = useMutation(
    trpc.reports.export.mutationOptions({
      onSuccess: ({ path, rows }) => {
        if (path !== null) notifyDone(`${formatPlural(rows, rowWords[show])} saved to ${path}`);
      },
    }),
  );
  return (
    <div className={classes.leave}>
      <Button
        variant="default"
        fw={400}
        leftSection={<IconPrinter size={15} stroke={1.6} />}
        onClick={() => window.print()}
      >
        Print
      </Button>
      <ExportButtons
        writing={isPending ? (variables.format ?? 'csv') : null}
        onExport={(format) => mutate({ of, format })}
      />
    </div>
  );
}

/** What the tab that is open asks the host for. */
function useReportShown(show: ReportTab): ReportToFile {
  const revenue = useRevenueInput();
  const scope = useReportScope();
  switch (show) {
    case 'revenue':
    case 'retention':
      return { report: 'revenue', input: revenue };
    case 'cohorts':
      return { report: 'cohorts', input: { ...scope, months: shownCohorts } };
    case 'books':
      return { report: 'books' };
    default:
      return { report: show, input: scope };
  }
}
