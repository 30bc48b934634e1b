import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { queryClient, trpc } from '../../api/client';
import { copyLock, syncStatus } from '../../api/host-signals';
import { offerCommand } from '../../api/shell-commands';
import { useSignal } from '../../api/signal';
import { beginTour, endTour, tourStep } from '../../api/tour';

const Tour = lazyRouteComponent(() => import('./tour'), 'Tour');

/** The tour, for as long as it is asked for and there are screens to show. */
export function TourHost() {
  const step = useSignal(tourStep);
  const isOpen = useSignal(copyLock) === null;
  const asOf = useSignal(syncStatus)?.asOf ?? null;
  const hasScreens = isOpen && asOf !== null;
  useEffect(() => {
    if (!hasScreens) endTour();
  }, [hasScreens]);
  useEffect(() => offerCommand('tour', () => beginTour(loginNow())), []);
  if (step === null || !hasScreens) return null;
  return (
    <Suspense fallback={null}>
      <Tour step={step} />
    </Suspense>
  );
}

function loginNow(): string | null {
  return queryClient.getQueryData(trpc.settings.me.queryKey())?.login ?? null;
}
