import { makeSignal } from './signal';

/** Whom a message is to be launched for: accounts, and of one of them perhaps a contact. */
export interface LaunchRequest {
  readonly organizationIds: readonly number[];
  readonly contactId?: number;
}

/** The dialog that stands open; null: none. */
export const launchRequest = makeSignal<LaunchRequest | null>(null);

/** As many accounts as are written to at once. */
export const mostAtOnce = 200;

/** Opens the launch dialog, from wherever it is asked for. */
export function askToLaunch(request: LaunchRequest): void {
  if (request.organizationIds.length > 0) launchRequest.set(request);
}

/** The dialog in which all sending is stopped. */
export const stopRequest = makeSignal(false);

type Meant = () => readonly number[];
const offers: Meant[] = [];

/** A part of the screen that knows which accounts are meant just now; the latest that knows some wins. Returns how to stop. */
export function offerAccounts(meant: Meant): () => void {
  offers.push(meant);
  return () => {
    offers.splice(offers.indexOf(meant), 1);
  };
}

/** Accounts that a key or the palette is about: those offered, else the row that the keyboard is on. */
export function accountsMeant(): readonly number[] {
  const offered = offers
    .toReversed()
    .map((meant) => meant())
    .find((ids) => ids.length > 0);
  if (offered !== undefined) return offered.slice(0, mostAtOnce);
  const row = document.querySelector(
    '#main tr[aria-selected="true"][data-account], #main [aria-current][data-account]',
  );
  const id = Number(row?.getAttribute('data-account') ?? Number.NaN);
  return Number.isInteger(id) && id > 0 ? [id] : [];
}
