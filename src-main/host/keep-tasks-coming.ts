import { isAtLeast } from '../../src-preload/contract/roles';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { ActionContext } from '../actions/action-context';
import { makeComing } from '../actions/ctas/come-again';
import { companyDay } from '../store/copy/company-calendar';
import { readOwnManager, readRole } from '../store/copy/membership';
import type { Store } from '../store/types';

interface Coming {
  readonly store: Store;
  readonly actions: ActionContext;
  readonly emit: (event: HostEvent) => void;
  /** Whether the copy is locked: then nothing is decided on it. */
  readonly isLocked: () => boolean;
}

/** Once a minute makes the next of the person's own tasks that come again and whose day has come. @returns ends it */
export function keepTasksComing({ store, actions, emit, isLocked }: Coming, every = 60_000): () => void {
  function look(): void {
    const own = readOwnManager(store.read);
    if (isLocked() || own === null || !isAtLeast(readRole(store.read), 'manager')) return;
    const made = makeComing(actions, store.read, own, companyDay(store.read, actions.now()));
    if (made > 0) emit({ type: 'invalidate', topics: ['tasks', 'today', 'monitor'] });
  }
  const timer = setInterval(look, every);
  timer.unref();
  return () => clearInterval(timer);
}
