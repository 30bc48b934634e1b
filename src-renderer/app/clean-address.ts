import { deepEqual, redirect } from '@tanstack/react-router';
import { notifyDone } from '../ui/notify';

interface Entering {
  readonly location: { readonly pathname: string; readonly search: object };
  readonly preload: boolean;
}

/**
 * The router lays what was read of an address over the raw one, where what doesn't fit would still stand. So a route
 * whose address carries more than was read is entered again by a clean one, and the person is told.
 */
export function cleanAddress(read: (search: Record<string, unknown>) => object) {
  return ({ location, preload }: Entering): void => {
    const kept = read({ ...location.search });
    if (deepEqual(kept, location.search)) return;
    if (!preload) notifyDone('Part of the address can’t be read and was left out.');
    throw redirect({ to: location.pathname, search: kept, replace: true });
  };
}
