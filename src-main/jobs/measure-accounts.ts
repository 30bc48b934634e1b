import type { ActivityState } from '../engines/activity/activity-state';
import { findSlot } from '../engines/activity/slot-map';
import { encodeActivityState } from '../engines/activity/state-codec';
import { type UnknownActivity, unknownActivity } from '../engines/activity/unknown-activity';
import type { AccountBatch, CompanyFacts } from '../engines/health/account-batch';
import { commercialFacts } from '../engines/health/commercial-facts';
import { type AccountFacts, measureDay } from '../engines/health/measure-day';
import { createRawMeasures, type RawMeasures } from '../engines/health/raw-measures';
import { readAccountBatch } from '../store/reads/scoring-batch';
import type { ReadDb, Tx } from '../store/types';
import { type Folding, foldAccount } from './fold-account';
import { foldOpenDay } from './page-cursor';

/** What has to be stored of an account's folding. */
export interface StateChange {
  /** Null when the stored state is right; a state without any activity is removed. */
  readonly state: 'remove' | { readonly throughDay: number; readonly payload: Uint8Array } | null;
  /** Whether the account was marked as changed and no longer is. */
  readonly clearsMark: boolean;
}

/** Many accounts measured as of one day, in the order of their ids. */
export interface MeasuredAccounts {
  readonly asOf: number;
  readonly batch: AccountBatch;
  readonly raws: RawMeasures;
  /** By row of the batch's contacts. */
  readonly contactRaws: RawMeasures;
  readonly facts: readonly AccountFacts[];
  readonly states: readonly StateChange[];
  readonly unknown: UnknownActivity;
}

/**
 * Reads and measures these accounts and their contacts as of a day; writes nothing.
 * @param ids ascending
 * @param state room to work in
 */
export function measureAccounts(
  db: ReadDb | Tx,
  company: CompanyFacts,
  ids: readonly number[],
  asOf: number,
  state: ActivityState,
): MeasuredAccounts {
  const batch = readAccountBatch(db, ids);
  const raws = createRawMeasures(batch.count);
  const contactRaws = createRawMeasures(batch.contacts.userId.length);
  const facts: AccountFacts[] = [];
  const states: StateChange[] = [];
  const unknown = { users: 0, userEvents: 0, features: 0, featureEvents: 0 };
  for (let account = 0; account < batch.count; account++) {
    const organizationId = batch.organizationId[account] as number;
    const folding = foldAccount(db, organizationId, asOf, state);
    states.push(stateChange(folding, state));
    const commercial = commercialFacts(batch.subscriptions, account, asOf);
    const subject = { company, batch, account, asOf, commercial, state, raws };
    facts.push(measureDay(subject, () => foldOpenDay(db, folding.rest, state, asOf), contactRaws));
    addUnknown(unknown, state, batch, account, company);
  }
  return { asOf, batch, raws, contactRaws, facts, states, unknown };
}

function stateChange({ changed, isMarked, storedIsLater }: Folding, state: ActivityState): StateChange {
  if (storedIsLater) return { state: null, clearsMark: false };
  if (!changed) return { state: null, clearsMark: isMarked };
  const { throughDay } = state;
  return {
    state: throughDay === 0 ? 'remove' : { throughDay, payload: encodeActivityState(state) },
    clearsMark: isMarked,
  };
}

function addUnknown(
  total: { -readonly [K in keyof UnknownActivity]: number },
  state: ActivityState,
  { contacts }: AccountBatch,
  account: number,
  company: CompanyFacts,
): void {
  const from = contacts.start[account] as number;
  const end = contacts.start[account + 1] as number;
  let active = 0;
  for (let row = from; row < end; row++) {
    if (findSlot(state.users.slots, contacts.userId[row] as number) >= 0) active += 1;
  }
  // Nearly always everyone is known, and nobody has to be looked for.
  const known = active === state.users.count ? null : new Set(contacts.userId.subarray(from, end));
  const own = unknownActivity(
    state,
    (id) => known === null || known.has(id),
    (id) => company.features.has(id),
  );
  total.users += own.users;
  total.userEvents += own.userEvents;
  total.features += own.features;
  total.featureEvents += own.featureEvents;
}
