import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { AccountFilter, AccountSort } from '../../../src-preload/contract/accounts';
import type { FileFormat } from '../../../src-preload/contract/reports/files';
import { trpc } from '../../api/client';
import { offerCommand } from '../../api/shell-commands';
import { formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';

/** Writes the list as it stands, all rows of it, to a file the manager chooses. */
export function useAccountExport(filter: AccountFilter, sort: AccountSort, columns: readonly string[]) {
  const { mutate, isPending, variables } = useMutation(trpc.accounts.export.mutationOptions());
  function run({ ids, format = 'csv' }: { ids?: number[]; format?: FileFormat } = {}): void {
    mutate(
      {
        // What was chosen is written, whatever the list is narrowed to meanwhile.
        filter: ids ? { includeChurned: true } : filter,
        ...{ sort, format, columns: [...columns] },
        ...(ids && { ids }),
      },
      {
        onSuccess: ({ path, rows }) => {
          if (path !== null) notifyDone(`${formatPlural(rows, 'account')} saved to ${path}`);
        },
      },
    );
  }
  const onExport = useEffectEvent(() => run());
  useEffect(() => offerCommand('export', () => onExport()), []);
  return { run, isPending, writing: isPending ? (variables.format ?? 'csv') : null };
}
