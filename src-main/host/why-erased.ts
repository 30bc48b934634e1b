import type { Erased } from '../../src-preload/contract/sign-in';
import { askToErase } from '../lib/copies/erase-copy';
import type { SignIn } from '../lib/sign-in/lease';
import { readLogin } from '../store/copy/sync-state';
import { countUnsent } from '../store/operations/unsent';
import type { Store } from '../store/types';
import type { Revoked } from '../sync/loop/sync-handle';

export interface RevokedCopy {
  readonly store: Store;
  /** Who signs in now, and where. */
  readonly login: string;
  readonly place: string;
  /** The last good sign-in, if one is known. */
  readonly lastSignIn: SignIn | null;
  /** ms since 1970 */
  readonly now: number;
}

/**
 * Why the copy of a login whose access was taken back is to be erased with its key, before anything opens it again.
 * A server that knows a login no more says nothing of a copy that was made elsewhere, or for somebody else.
 * @returns null where the copy is not that login's
 */
export function whyErased(
  found: Revoked,
  { store, login, place, lastSignIn, now }: RevokedCopy,
): Erased | null {
  const isTheirs =
    found === 'login'
      ? isCopyOf(store, { login, place }, lastSignIn)
      : (readLogin(store.read) ?? (found === 'membership' ? null : login)) === login;
  if (!isTheirs) return null;
  const by = typeof found === 'object' ? { signedOutBy: found.by } : {};
  return { at: now, login, unsent: countUnsent(store.read), ...by };
}

/** Whether the copy is of this login, and was last let in at the very place that now refuses it. */
export function isCopyOf(
  store: Store,
  { login, place }: Pick<SignIn, 'login' | 'place'>,
  lastSignIn: SignIn | null,
): boolean {
  return lastSignIn?.login === login && lastSignIn.place === place && readLogin(store.read) === login;
}

/** @returns asks the next start to erase the copy, and begins that */
export function askForErasure(file: string, restart: () => void): (why: Erased) => void {
  return (why) => {
    askToErase(file, why);
    restart();
  };
}
