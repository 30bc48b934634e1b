import { seatUnits } from '../../lib/seat-units';

/** Licensed users of a row of `subscriptions`; null where it counts something else, or nobody says how many. */
export const seatsOfSubscription = `case when lower(trim(unit)) in (${seatUnits.map((unit) => `'${unit}'`).join(', ')}) then quantity end`;
