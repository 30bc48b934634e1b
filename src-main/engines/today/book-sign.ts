import type { Today } from '../../../src-preload/contract/today';
import { counted, movedWords, percentOf, spellDay } from '../../../src-preload/contract/words';
import type { Movement } from '../../lib/book-movement';
import { formatDay } from '../../lib/day';

/** From a fall of so much of the whole book's week on it is a sign of its own: holidays, an outage, a broken pipeline. */
export const bookFallFrom = 0.15;

/** The one sign of a fall that is no account's own; null while the book goes its way. */
export function bookSign(movement: Movement | null): Today['bookSign'] {
  if (movement === null || movement.week > 1 - bookFallFrom) return null;
  const { week, accounts, endedDay } = movement;
  const fell = `Usage of the whole book ${movedWords(week - 1)} in the 7 days to ${spellDay(endedDay)}`;
  const against = `of ${counted(accounts, 'account')} half are at ${percentOf(week)} of their usual week or below`;
  return {
    day: formatDay(endedDay),
    change: week - 1,
    accounts,
    text: `${fell}: ${against}. Accounts are judged against that; look for holidays, an outage, or counts that have not come.`,
  };
}
