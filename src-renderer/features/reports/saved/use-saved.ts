import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { SavedReport } from '../../../../src-preload/contract/reports/saved-report';
import { trpc } from '../../../api/client';
import { useOwnerChoice } from '../../../api/owner-choice';
import type { ReportSearch } from '../report-search';
import { useShow } from '../use-revenue';

/** Saved reports, the one that was opened, and whether something else is shown by now. */
export function useSaved() {
  const search = useSearch({ from: '/company/reports' });
  const { ownerId, choose } = useOwnerChoice();
  const all = useQuery(trpc.reports.saved.queryOptions()).data?.reports ?? [];
  const show = useShow();
  const current = all.find(({ id }) => id === search.saved) ?? null;
  return {
    all,
    current,
    isChanged: current !== null && !isShown(current, search, ownerId),
    open(saved: SavedReport): void {
      choose(saved.state.ownerId ?? 'all');
      show({ ...nothing, ...saved.opens, saved: saved.id }, true);
    },
    leave: () => show({ saved: undefined }),
  };
}

const nothing = { show: undefined, through: undefined, rates: undefined, from: undefined, to: undefined };

function isShown({ opens, state }: SavedReport, search: ReportSearch, ownerId: number | null): boolean {
  return (
    (state.ownerId ?? null) === ownerId &&
    opens.show === (search.show ?? 'revenue') &&
    (['rates', 'through', 'from', 'to'] as const).every((part) => opens[part] === search[part])
  );
}
