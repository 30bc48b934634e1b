import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import { type Today, todayKinds } from '../../../src-preload/contract/today';
import { queryClient } from '../../api/client';
import { syncStatus } from '../../api/host-signals';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useOwnerChoice } from '../../api/owner-choice';
import { useSignal } from '../../api/signal';
import { formatLongDay } from '../../ui/format/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { useKeys } from '../../ui/keys/use-keys';
import { NoAccounts } from '../../ui/no-accounts';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { ApprovalsSign } from './approvals-sign';
import { CelebrationsSign } from './celebrations-sign';
import { DeedsSection } from './deeds-section';
import { kindOfView, queueOf, type TodayView, todayView } from './desk-session';
import { HeadlineTiles } from './headline-tiles';
import { PlansSign } from './plans-sign';
import { PutAwayView } from './put-away/put-away-view';
import { kindWords } from './queue/kind-words';
import { Queue } from './queue/queue';
import { QueueEmpty } from './queue/queue-empty';
import { useDisposing } from './queue/use-disposing';
import { RewardsSign } from './rewards-sign';
import { SetBackSign } from './set-back-sign';
import { TasksSign } from './tasks-sign';
import { todayQuery } from './today-query';
import classes from './today-screen.module.css';
import { TodayWaiting } from './today-waiting';
import { TourOffer } from './tour-offer';
import { WeekSection } from './week-section';

const OwnerSelect = lazyRouteComponent(() => import('./owner-select'), 'OwnerSelect');

/** Of the kinds those for which an account stands: what is chosen stays there until another is. */
function viewsOf(kinds: Today['kinds'], chosen: TodayView): { value: TodayView; label: string }[] {
  const offered = todayKinds.filter((kind) => kind === chosen || kinds.includes(kind));
  return [
    { value: 'all', label: 'Everything' },
    ...offered.map((kind) => ({ value: kind, label: kindWords[kind] })),
    { value: 'done', label: 'Done' },
    { value: 'snoozed', label: 'Snoozed' },
  ];
}

const showAll = () => todayView.set('all');

/** The queue of what needs the manager, under the state of the book in figures. */
export function TodayScreen() {
  const view = useSignal(todayView);
  const kind = kindOfView(view);
  const owner = useOwnerChoice();
  const { ownerId } = owner;
  const answer = useQuery(todayQuery({ ownerId, kind }));
  const disposing = useDisposing();
  useKeys('today', { u: disposing.undoLast });
  const known = useSignal(syncStatus) !== undefined;
  const today = answer.data && (answer.data.headline.accounts > 0 || known) ? answer.data : undefined;
  useMilestone('interactive', today !== undefined);
  useMilestone('today-scored', today !== undefined && isSettled(today));
  return (
    <Page kind="fill">
      <PageHeader
        title="Today"
        note={today && queueWords(today)}
        actions={
          <Suspense fallback={null}>
            <OwnerSelect owner={owner} />
          </Suspense>
        }
      />
      <Loaded answer={{ ...answer, data: today }} waiting={<TodayWaiting />}>
        {(shown) =>
          isEmpty(shown) ? (
            <NoAccounts />
          ) : (
            <>
              {isSettled(shown) && <TourOffer />}
              <HeadlineTiles headline={shown.headline} ownerId={ownerId} />
              <WeekSection ownerId={ownerId} />
              {shown.bookSign && (
                <p className={classes.sign} role="status">
                  {shown.bookSign.text}
                </p>
              )}
              <div className={classes.signs}>
                <SetBackSign count={shown.setBackElsewhere} />
                <ApprovalsSign ownerId={ownerId} />
                <TasksSign ownerId={ownerId} />
                <CelebrationsSign ownerId={ownerId} />
                <PlansSign ownerId={ownerId} />
                <RewardsSign />
              </div>
              <div className={classes.bar}>
                <SegmentedControl
                  aria-label="Kind"
                  className={classes.kinds}
                  value={view}
                  onChange={(value) => todayView.set(value)}
                  data={viewsOf(shown.kinds, view)}
                />
                <p className="faint number">
                  {formatPlural(shown.total, 'account')} in the queue, {formatCount(shown.doneToday)} done
                  today, {formatCount(shown.snoozed)} snoozed
                </p>
              </div>
              {view === 'done' || view === 'snoozed' ? (
                <>
                  <PutAwayView state={view} ownerId={ownerId} disposing={disposing} onShowQueue={showAll} />
                  {view === 'done' && <DeedsSection />}
                </>
              ) : shown.items.length > 0 ? (
                <Queue
                  key={queueOf(ownerId, kind)}
                  queue={queueOf(ownerId, kind)}
                  items={shown.items}
                  latest={() =>
                    queryClient.getQueryData(todayQuery({ ownerId, kind }).queryKey)?.items ?? shown.items
                  }
                  total={shown.total}
                  disposing={disposing}
                />
              ) : (
                <>
                  <QueueEmpty today={shown} kind={kind} onShowAll={showAll} />
                  {kind === null && <DeedsSection />}
                </>
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function queueWords(today: Today): string {
  const day = formatLongDay(today.asOf);
  if (today.progress !== null) {
    const { done, total } = today.progress;
    return `${day}. Scoring, ${formatCount(done)} of ${formatPlural(total, 'account')}: all figures are of the rest as before.`;
  }
  if (isEmpty(today)) return `${day}.`;
  return isScored(today.headline)
    ? `${day}. Ranked by money at risk and urgency.`
    : `${day}. Scores are on their way.`;
}

/** The copy is here, and there is nobody in it. */
function isEmpty({ synced, headline, total }: Today): boolean {
  const { accounts, trials, ended } = headline;
  return synced && accounts + trials + ended + total === 0;
}

/** Nothing is on its way any more: an account list without accounts is settled, too. */
function isSettled({ scoring, synced, headline }: Today): boolean {
  return !scoring && (isScored(headline) || (synced && headline.accounts === 0));
}

function isScored({ healthy, middle, poor, tooLittleKnown }: Today['headline']): boolean {
  return healthy + middle + poor + tooLittleKnown > 0;
}
