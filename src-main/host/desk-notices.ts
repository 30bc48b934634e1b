import { isQuiet } from '../../src-preload/contract/desk-notices';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { Clock } from '../ports/clock';
import { readToldCelebration } from '../store/celebrations/told';
import { companyCalendar } from '../store/copy/company-calendar';
import { readSyncState } from '../store/copy/sync-state';
import { readDeskNotices, readToldOfDesk } from '../store/desk/notices';
import { readTold } from '../store/triggers/notices';
import type { Store } from '../store/types';
import { tellOfCelebrations } from '../work/celebrations/tell-owner';
import { tellDesk } from '../work/notices/tell-desk';
import { type DesktopNotice, tellOwner } from '../work/triggers/tell-owner';

interface Telling {
  readonly store: Store;
  readonly clock: Clock;
  readonly emit: (event: HostEvent) => void;
  /** Whether the copy is locked: then nothing of it is told. */
  readonly isLocked: () => boolean;
}

export interface DeskNoticesKept {
  /** Tells what is new, unless it is a quiet hour: then it is told when that ends. */
  look(): void;
  end(): void;
}

/**
 * Tells the desktop what is new, whenever asked, and once a minute: what was held back at a quiet hour, and what scoring found.
 * What a first load brings is no news; what comes after it is, also where a desktop begins at a quiet hour.
 */
export function keepTelling({ store, clock, emit, isLocked }: Telling, every = 60_000): DeskNoticesKept {
  function look(): void {
    if (isLocked() || readSyncState(store.read).asOf === null) return;
    const now = clock.now();
    const here = new Date(now);
    const isHeld = isQuiet(readDeskNotices(store.read), here.getHours() * 60 + here.getMinutes());
    // One that begins says nothing yet.
    for (const { hasBegun, tell } of tellers)
      if (!isHeld || !hasBegun(store))
        for (const notice of tell(store, now)) emit({ type: 'notify', ...notice });
  }
  const timer = setInterval(look, every);
  timer.unref();
  return { look, end: () => clearInterval(timer) };
}

interface Teller {
  /** Whether it knows what was there already. */
  readonly hasBegun: (store: Store) => boolean;
  readonly tell: (store: Store, now: number) => DesktopNotice[];
}

const tellers: readonly Teller[] = [
  { hasBegun: ({ read }) => readTold(read) !== null, tell: tellOwner },
  { hasBegun: ({ read }) => readToldCelebration(read) !== null, tell: tellOfCelebrations },
  {
    hasBegun: ({ read }) => readToldOfDesk(read) !== null,
    tell: (store, now) => tellDesk(store, now, companyCalendar(store.read).dayOf(now)),
  },
];
