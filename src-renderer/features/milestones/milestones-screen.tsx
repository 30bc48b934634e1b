import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { BoardView } from './board-view';
import { CelebrationsView } from './celebrations/celebrations-view';
import type { MilestoneSearch } from './milestone-search';
import { PlansView } from './plans-view';
import { StatisticsView } from './statistics-view';

const views = [
  { value: 'board', label: 'Accounts' },
  { value: 'plans', label: 'Plans' },
  { value: 'celebrations', label: 'Celebrations' },
  { value: 'statistics', label: 'Statistics' },
];

/** How accounts come on with their success plans, the plans themselves, and what they bring. @param owner chooses whose accounts */
export function MilestonesScreen({ owner }: { owner: ReactNode }) {
  const search = useSearch({ from: '/company/milestones' });
  const navigate = useNavigate({ from: '/milestones' });
  function show(change: Partial<Record<keyof MilestoneSearch, unknown>>): void {
    const next = { ...search, ...change };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
    void navigate({ search: kept, replace: true });
  }
  const view = search.view ?? 'board';
  return (
    <Page {...(view === 'board' && { kind: 'fill' as const })}>
      <PageHeader
        title="Milestones"
        note="How far accounts have come with their success plans"
        actions={
          <>
            {(view === 'board' || view === 'celebrations') && owner}
            <SegmentedControl
              aria-label="View"
              value={view}
              onChange={(value) => show({ view: value === 'board' ? undefined : value })}
              data={views}
            />
          </>
        }
      />
      {view === 'board' && <BoardView search={search} onSearch={show} />}
      {view === 'plans' && <PlansView />}
      {view === 'celebrations' && <CelebrationsView search={search} onSearch={show} />}
      {view === 'statistics' && (
        <StatisticsView plan={search.plan ?? null} onPlan={(plan) => show({ plan })} />
      )}
    </Page>
  );
}
