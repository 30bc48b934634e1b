import type { ActivityState } from '../activity/activity-state';
import type { AccountBatch, CompanyFacts } from './account-batch';
import type { CommercialFacts } from './commercial-facts';
import type { RawMeasures } from './raw-measures';

/**
 * One account about to be measured as of a day. Habits (rates against the own past) look at whole days only, so they
 * are measured while `state` is folded through the day before; presence (who is there, what is used) counts the day
 * itself, so it is measured after that day's page was folded too. A score therefore doesn't dip every morning.
 */
export interface AccountSubject {
  readonly company: CompanyFacts;
  readonly batch: AccountBatch;
  /** Place in the batch; raw values go to the same place. */
  readonly account: number;
  readonly asOf: number;
  readonly commercial: CommercialFacts;
  readonly state: ActivityState;
  readonly raws: RawMeasures;
}
