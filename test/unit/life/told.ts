import type { Term } from '../../../src-main/engines/life/term';

/** A paid term without a renewal, unless told otherwise. */
export const term = (startedDay: number, endedDay = 0, rest: Partial<Term> = {}): Term => ({
  startedDay,
  endedDay,
  renewsDay: 0,
  billingMonths: 12,
  mrr: 100,
  seats: Number.NaN,
  discount: 0,
  isTrial: false,
  ...rest,
});
