import type { ContactRows } from '../../health/account-batch';
import { leftOn } from '../../health/left-contacts';

/** As the risk indicator has it: a champion who left so lately is missed. */
const missedDays = 90;

/**
 * Whether the account lost its champions when a day began: 1 where one left in the 90 days before and no other was there,
 * 0 else; NaN where no champion was ever known, so that none could be lost.
 */
export function championLost(contacts: ContactRows, account: number, asOf: number): number {
  let known = false;
  let present = false;
  let left = false;
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    if (contacts.championName[row] === null || (contacts.createdDay[row] as number) >= asOf) continue;
    known = true;
    const day = leftOn(contacts, row, asOf - 1);
    if (day === 0) present = true;
    else if (day >= asOf - missedDays) left = true;
  }
  if (!known) return Number.NaN;
  return left && !present ? 1 : 0;
}
