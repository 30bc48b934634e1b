import { version } from '../../../package.json';
import { makeSignal } from '../../api/signal';
import { compareVersions } from './changelog';

export const ownVersion: string = version;

const key = 'steward-version-seen';

/** The version whose news were seen last on this computer, where this one is newer; null: nothing is to be told. */
export const updatedFrom = makeSignal<string | null>(beginWith(ownVersion));

/**
 * Of a first start there is no news: nothing was here before. An earlier version that is started again tells nothing, and
 * what was seen stays seen.
 */
export function beginWith(current: string): string | null {
  const seen = localStorage.getItem(key);
  if (seen === null) localStorage.setItem(key, current);
  return seen !== null && compareVersions(seen, current) < 0 ? seen : null;
}

/** They were looked at, or put away. */
export function markNewsSeen(): void {
  localStorage.setItem(key, ownVersion);
  updatedFrom.set(null);
}
