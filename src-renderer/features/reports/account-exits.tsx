import { useMutation } from '@tanstack/react-query';
import type { ReportToFile } from '../../../src-preload/contract/reports/report-files';
import { trpc } from '../../api/client';
import { ExportButtons } from '../../ui/export-buttons';
import { formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import classes from './reports-screen.module.css';

interface AccountExitsProps {
  of: ReportToFile;
  /** What a row of it is. */
  what?: string;
}

/** How the accounts behind a figure, or a table of its own, leave: as a file that holds all of them. */
export function AccountExits({ of, what = 'account' }: AccountExitsProps) {
  const { mutate, isPending, variables } = useMutation(
    trpc.reports.export.mutationOptions({
      onSuccess: ({ path, rows }) => {
        if (path !== null) notifyDone(`${formatPlural(rows, what)} saved to ${path}`);
      },
    }),
  );
  return (
    <div className={classes.exits}>
      <ExportButtons
        size="compact-sm"
        writing={isPending ? (variables.format ?? 'csv') : null}
        onExport={(format) => mutate({ of, format })}
      />
    </div>
  );
}
