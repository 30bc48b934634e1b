import { Button } from '@mantine/core';
import { IconChartDots, IconShieldCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { RiskScreen as RiskBook } from '../../../src-preload/contract/risk/risk-screen';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { ofOwner, useOwnerChoice } from '../../api/owner-choice';
import { EmptyState } from '../../ui/empty-state';
import { formatDay } from '../../ui/format/day';
import { NoAccounts } from '../../ui/no-accounts';
import { NoForecast } from '../../ui/no-forecast';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { SectionStack } from '../../ui/section-stack';
import { PageSkeleton } from '../../ui/skeletons';
import { useNow } from '../../ui/use-now';
import { LevelChanges } from './levels/level-changes';
import { LevelHistorySection } from './levels/level-history-section';
import { RiskMapSection } from './map/risk-map-section';
import { modelSaid } from './model-said';
import { RiskFilterBar } from './risk-filter-bar';
import { narrows } from './risk-filter-words';
import { RiskList } from './risk-list';
import classes from './risk-screen.module.css';
import type { RiskSearch } from './risk-search';
import { RiskTiles } from './risk-tiles';
import { TrainingNote } from './training-note';
import { useRiskSort } from './use-risk-sort';

/** Which money is at risk, where, why, and how that moves. The filter lives in the address. */
export function RiskScreen() {
  const search = useSearch({ from: '/company/risk' });
  const navigate = useNavigate();
  const { ownerId } = useOwnerChoice();
  const filter = search.filter ?? ofOwner(ownerId);
  const book = useQuery({ ...trpc.risk.screen.queryOptions(filter), placeholderData: keepPreviousData });

  function go(next: RiskSearch): void {
    void navigate({ to: '/risk', search: next, replace: true });
  }
  const sortOf = useRiskSort(search, go);
  function open(accountId: number): void {
    void navigate({ to: '/accounts/$id', params: { id: String(accountId) }, search: { tab: 'risk' } });
  }

  return (
    <Page>
      <PageHeader
        title="Risk"
        note={<BookAge book={book.data} />}
        actions={
          <Button
            component={Link}
            to="/risk/model"
            variant="default"
            fw={400}
            leftSection={<IconChartDots size={16} stroke={1.5} />}
          >
            Churn model
          </Button>
        }
      />
      <Loaded answer={book} waiting={<PageSkeleton />}>
        {(data) =>
          data.total === 0 && !narrows(filter) ? (
            <NoAccounts />
          ) : data.asOf === null ? (
            <EmptyState
              icon={<IconShieldCheck size={24} stroke={1.5} />}
              title="No risk levels yet"
              text="They come with the first scoring run, as soon as the company’s data is here."
            />
          ) : (
            <SectionStack>
              {data.training && <TrainingNote training={data.training} />}
              {data.noForecast && !data.training && <NoForecast reason={data.noForecast} />}
              <RiskTiles book={data} />
              <RiskFilterBar
                filter={filter}
                withProbability={data.model !== null}
                onChange={(next) => go({ ...search, filter: next })}
              />
              <div className={classes.pair}>
                <RiskMapSection book={data} onOpen={open} />
                <LevelChanges changes={data.changes} moves={data.moves} switched={data.switched} />
              </div>
              <RiskList book={data} {...sortOf(data.model !== null)} onOpen={open} />
              <LevelHistorySection weeks={data.distribution} of={data.distributionOf} />
            </SectionStack>
          )
        }
      </Loaded>
    </Page>
  );
}

function BookAge({ book }: { book: RiskBook | undefined }) {
  const now = useNow();
  if (!book?.asOf) return 'How likely accounts leave, and what that would cost';
  return `As of ${formatDay(book.asOf)}, ${book.model ? modelSaid(book.model, now) : 'levels from rules alone'}`;
}
