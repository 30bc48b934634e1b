import { Button, Menu } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type Paper, papers } from '../../../src-preload/contract/reports/paper';
import type { ReportToFile } from '../../../src-preload/contract/reports/report-files';
import type { ReportTab } from '../../../src-preload/contract/reports/saved-report';
import { trpc } from '../../api/client';
import { ExportButtons } from '../../ui/export-buttons';
import { formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import { useChangeInput } from './change/use-change';
import { shownCohorts } from './cohorts/cohorts-tab';
import { useFeatureInput } from './features/use-features';
import classes from './reports-screen.module.css';
import { useSaved } from './saved/use-saved';
import { useReportScope, useRevenueInput } from './use-revenue';

const rowWords = {
  revenue: 'month',
  retention: 'month',
  change: 'step',
  cohorts: 'row',
  renewals: 'renewal',
  health: 'row',
  features: 'row',
  books: 'row',
} as const satisfies Record<ReportTab, string>;

/** How what is shown leaves: on paper, and as a file that holds all of it. */
export function ReportExits({ asOf }: { asOf: string }) {
  const { show = 'revenue' } = useSearch({ from: '/company/reports' });
  const of = useReportShown(show, asOf);
  const { current, isChanged } = useSaved();
  const saved = current === null || isChanged ? {} : { saved: current.name };
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
      <PdfButton />
      <ExportButtons
        writing={isPending ? (variables.format ?? 'csv') : null}
        onExport={(format) => mutate({ of, format, ...saved })}
      />
    </div>
  );
}

/** Countries whose paper is Letter; everywhere else it is A4. */
const lettered = /-(US|CA|MX|PH|CL|CO|CR|GT|VE)\b/;

/** All reports in one PDF, as they are chosen: on the paper of where one is, or the other. */
function PdfButton() {
  const { mutate, isPending } = useMutation(
    trpc.reports.savePdf.mutationOptions({
      onSuccess: ({ path }) => {
        if (path !== null) notifyDone(`All reports saved to ${path}`);
      },
    }),
  );
  const { through, rates = 'opening' } = useSearch({ from: '/company/reports' });
  const offered: readonly Paper[] = lettered.test(navigator.language) ? ['Letter', 'A4'] : papers;
  function save(paper: Paper): void {
    mutate({ paper, rates, ...(through === undefined ? {} : { through }) });
  }
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          fw={400}
          loading={isPending}
          leftSection={<IconFileTypePdf size={15} stroke={1.6} />}
        >
          PDF
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((paper) => (
          <Menu.Item key={paper} onClick={() => save(paper)}>
            {`All reports, ${paper}`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the tab that is open asks the host for. */
function useReportShown(show: ReportTab, asOf: string): ReportToFile {
  const revenue = useRevenueInput();
  const scope = useReportScope();
  const change = useChangeInput(asOf);
  const features = useFeatureInput(asOf);
  switch (show) {
    case 'revenue':
    case 'retention':
      return { report: 'revenue', input: revenue };
    case 'cohorts':
      return { report: 'cohorts', input: { ...scope, months: shownCohorts } };
    case 'change':
      return { report: 'change', input: change };
    case 'features':
      return { report: 'features', input: features };
    case 'books':
      return { report: 'books' };
    default:
      return { report: show, input: scope };
  }
}
