import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SyncStatus } from '../../../src-preload/contract/sync';
import { trpc } from '../../api/client';
import { copyLock, hostState, syncStatus } from '../../api/host-signals';
import { useSignal } from '../../api/signal';
import { beginTour, isTourDue, keptTour } from '../../api/tour';
import { isTyping } from '../../ui/is-typing';
import { useNow } from '../../ui/use-now';

/** The tour, once for each login on this computer, as soon as Today has something to show and nobody is at anything else. */
export function TourOffer() {
  const login = useQuery(trpc.settings.me.queryOptions()).data?.login ?? null;
  const { offered, shownTo } = useSignal(keptTour);
  if (login === null || !offered || shownTo.includes(login)) return null;
  return <WhenCalm login={login} />;
}

/** Looks again each time the clock moves: what is open now may be closed by then. */
function WhenCalm({ login }: { login: string }) {
  const now = useNow();
  useEffect(() => {
    if (now > 0 && isCalm() && isTourDue(login)) beginTour(login);
  }, [now, login]);
  return null;
}

/** In these the copy is whole, and nothing asks for a decision. */
const calmPhases: readonly SyncStatus['phase'][] = ['idle', 'pulling', 'offline'];

/** A person sees the window, and neither a load, a lock, trouble, a dialog nor anything typed is in the way. */
function isCalm(): boolean {
  const status = syncStatus.get();
  return (
    status !== undefined &&
    status.asOf !== null &&
    calmPhases.includes(status.phase) &&
    hostState.get().state === 'ready' &&
    copyLock.get() === null &&
    document.visibilityState === 'visible' &&
    document.querySelector('[role="dialog"], [role="menu"]') === null &&
    !isTyping(document.activeElement)
  );
}
