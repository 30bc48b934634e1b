import { composeToday, keysOfItem } from '../../engines/today/compose-today';
import { doneForDays } from '../../engines/today/put-away';
import { dayOrNull, formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { partsOfTodayKey } from '../../lib/today-key';
import { companyDay } from '../../store/copy/company-calendar';
import { dispositionsOfDay, standingDispositions } from '../../store/desk/dispositions';
import { readTodayFacts, type StuckOf } from '../../store/desk/read-today';
import type { Tx } from '../../store/types';
import { accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Takes an item of Today off the queue, with all the reasons its account is there for. @throws StewardError not_found */
export function markDone(context: ActionContext, key: string, stuckOf: StuckOf): void {
  markAllDone(context, [key], stuckOf);
}

/** The same with several items: all of them, or none. @throws StewardError not_found, invalid_input for what is no key */
export function markAllDone(context: ActionContext, keys: readonly string[], stuckOf: StuckOf): void {
  putAway(context, keys, stuckOf, () => ({ state: 'done', untilDay: null, reason: null }));
}

export interface Snooze {
  /** The day it comes back. */
  readonly untilDay: number;
  readonly reason: string;
}

/**
 * Puts an item off, with all its reasons, until a day.
 * @throws StewardError not_found, or invalid_input for today or a day before
 */
export function snoozeItem(
  context: ActionContext,
  { key, ...snooze }: Snooze & { readonly key: string },
  stuckOf: StuckOf,
): void {
  snoozeAll(context, [key], snooze, stuckOf);
}

/** The same with several items: all of them, or none. @throws as `snoozeItem`, and invalid_input for what is no key */
export function snoozeAll(
  context: ActionContext,
  keys: readonly string[],
  { untilDay, reason }: Snooze,
  stuckOf: StuckOf,
): void {
  putAway(context, keys, stuckOf, (today) => {
    if (untilDay > today) return { state: 'snoozed', untilDay, reason };
    throw new StewardError('invalid_input', `Choose a day after today (${formatDay(today)}).`, {
      until: 'a day after today',
    });
  });
}

/** Takes back what was done today with the item's account. @returns whether anything was */
export function undoItem(context: ActionContext, key: string): boolean {
  const { accountId } = partsOfTodayKey(key);
  return decide(context, 'today.undo', (tx) =>
    restore(tx, context, accountId, dispositionsOfDay(tx, accountId, companyDay(tx, context.now()))),
  );
}

/** Brings the item's account back with all its reasons, on whichever day each was put away. @returns whether any was */
export function bringBack(context: ActionContext, key: string): boolean {
  const { accountId } = partsOfTodayKey(key);
  return decide(context, 'today.bringBack', (tx) => {
    const today = companyDay(tx, context.now());
    const away = standingDispositions(tx, accountId, { doneAfter: today - doneForDays, today });
    return restore(tx, context, accountId, away);
  });
}

function restore(tx: Tx, context: ActionContext, accountId: number, entries: readonly string[]): boolean {
  if (entries.length === 0) return false;
  const subject = accountSubject(tx, { organizationId: accountId });
  for (const entry of entries)
    operate(tx, context, { kind: 'today.restore', patch: {}, subject, changes: { entry } });
  return true;
}

interface PutAwayAs {
  readonly state: 'done' | 'snoozed';
  readonly untilDay: number | null;
  readonly reason: string | null;
}

function putAway(
  context: ActionContext,
  keys: readonly string[],
  stuckOf: StuckOf,
  on: (today: number) => PutAwayAs,
): void {
  const at = context.now();
  decide(context, 'today.dispose', (tx) => {
    const today = companyDay(tx, at);
    const as = on(today);
    for (const key of keys) putItemAway(tx, context, { key, as, today, at, stuckOf });
  });
}

/** Puts an item away with all its reasons, so that the account doesn't come back under the next one. */
function putItemAway(
  tx: Tx,
  context: ActionContext,
  {
    key,
    as,
    today,
    at,
    stuckOf,
  }: {
    readonly key: string;
    readonly as: PutAwayAs;
    readonly today: number;
    readonly at: number;
    readonly stuckOf: StuckOf;
  },
): void {
  const { accountId } = partsOfTodayKey(key);
  const { untilDay, ...how } = as;
  const subject = accountSubject(tx, { organizationId: accountId });
  const shown = composeToday(
    { ...readTodayFacts(tx, at, stuckOf, { accountIds: [accountId] }), scoring: false, progress: null },
    today,
    { limit: 1 },
  );
  for (const reasonKey of keysOfItem(shown, key)) {
    const { kind } = partsOfTodayKey(reasonKey);
    const patch = { kind, day: formatDay(today), until_day: dayOrNull(untilDay), ...how };
    operate(tx, context, { kind: 'today.dispose', patch, subject });
  }
}
