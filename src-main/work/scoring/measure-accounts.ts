import type { ActivityState } from '../../engines/activity/activity-state';
import { findSlot } from '../../engines/activity/slot-map';
import { type UnknownActivity, unknownActivity } from '../../engines/activity/unknown-activity';
import type { AccountBatch, CompanyFacts } from '../../engines/health/account-batch';
import { commercialFacts } from '../../engines/health/commercial-facts';
import { type AccountFacts, measureDay } from '../../engines/health/measure-day';
import { createRawMeasures } from '../../engines/health/raw-measures';
import type { Measured } from '../../engines/health/score-accounts';
import { readStoredActivity } from '../../store/scores/activity';
import { readMachineFeatures } from '../../store/scores/set-apart';
import type { ReadDb, Tx } from '../../store/types';
import { type Folding, foldAccount } from './fold-account';
import { foldOpenDay } from './page-cursor';
import { readScoredBatch } from './plan-book';
import type { ScoringRun } from './start-run';

/** Many accounts measured as of one day, in the order of their ids. */
export interface MeasuredAccounts extends Measured {
  readonly unknown: UnknownActivity;
}

/** Called for each account while the state holds what it should keep: everything through the day before. */
type KeepState = (organizationId: number, folding: Folding) => void;

/**
 * Reads and measures these accounts and their contacts as of a day; writes nothing.
 * @param ids ascending
 * @param state room to work in
 */
export function measureAccounts(
  db: ReadDb | Tx,
  { company, plans }: Pick<ScoringRun, 'company' | 'plans'>,
  ids: readonly number[],
  asOf: number,
  state: ActivityState,
  keepState: KeepState = () => undefined,
): MeasuredAccounts {
  const batch = readScoredBatch(db, plans, ids);
  const raws = createRawMeasures(batch.count);
  const contactRaws = createRawMeasures(batch.contacts.userId.length);
  const facts: AccountFacts[] = [];
  const machineFeatures = readMachineFeatures(db);
  const stored = readStoredActivity(db, ids);
  const unknown = { users: 0, userEvents: 0, features: 0, featureEvents: 0, strayEvents: 0 };
  for (let account = 0; account < batch.count; account++) {
    const organizationId = batch.organizationId[account] as number;
    const folding = foldAccount(db, organizationId, asOf, state, {
      stored: stored.states.get(organizationId),
      dirtyFrom: stored.dirtyFrom.get(organizationId),
      apart: { machineFeatures, internalUsers: internalUsersOf(batch, account) },
    });
    keepState(organizationId, folding);
    const commercial = commercialFacts(batch.subscriptions, account, asOf, company);
    const subject = { company, batch, account, asOf, commercial, state, raws };
    facts.push(measureDay(subject, () => foldOpenDay(db, folding.rest, state, asOf), contactRaws));
    addUnknown(unknown, state, batch, account, company);
  }
  return { asOf, batch, raws, contactRaws, facts, unknown };
}

const nobody: ReadonlySet<number> = new Set();

function internalUsersOf({ contacts }: AccountBatch, account: number): ReadonlySet<number> {
  let internal: Set<number> | null = null;
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    if (contacts.isInternal[row] !== 1) continue;
    internal ??= new Set();
    internal.add(contacts.userId[row] as number);
  }
  return internal ?? nobody;
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
  total.strayEvents += own.strayEvents;
}
