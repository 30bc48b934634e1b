import { isQuiet } from '../../src-preload/contract/desk-notices';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { Clock } from '../ports/clock';
import { companyCalendar } from '../store/copy/company-calendar';
import { readDeskNotices } from '../store/desk/notices';
import type { Store } from '../store/types';
import { tellOfCelebrations } from '../work/celebrations/tell-owner';
import { tellDesk } from '../work/notices/tell-desk';
import { tellOwner } from '../work/triggers/tell-owner';

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

/** Tells the desktop what is new, whenever asked, and once a minute: what was held back at a quiet hour, and what scoring found. */
export function keepTelling({ store, clock, emit, isLocked }: Telling, every = 60_000): DeskNoticesKept {
  function look(): void {
    if (isLocked()) return;
    const now = clock.now();
    const here = new Date(now);
    if (isQuiet(readDeskNotices(store.read), here.getHours() * 60 + here.getMinutes())) return;
    const today = companyCalendar(store.read).dayOf(now);
    for (const notice of [...tellOwner(store), ...tellOfCelebrations(store), ...tellDesk(store, now, today)])
      emit({ type: 'notify', ...notice });
  }
  const timer = setInterval(look, every);
  timer.unref();
  return { look, end: () => clearInterval(timer) };
}
