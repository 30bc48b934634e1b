import { spellDay } from '../../../src-preload/contract/words';
import type { ContactRows } from './account-batch';

/**
 * Since when a contact is there no more, as of a day: by the company's word, or else by a mail that came back from them. 0: they are there.
 */
export function leftOn(contacts: ContactRows, row: number, day: number): number {
  const deactivated = contacts.deactivatedDay[row] as number;
  if (deactivated !== 0 && deactivated <= day) return deactivated;
  const away = contacts.awayDay[row] as number;
  return away !== 0 && away <= day ? away : 0;
}

/** How that is known, in a sentence. @param row of a champion of whom `leftOn` says a day */
export function leftWords(contacts: ContactRows, row: number, day: number): string {
  const name = contacts.championName[row];
  const left = leftOn(contacts, row, day);
  const on = spellDay(left);
  if (left === contacts.deactivatedDay[row]) return `The champion ${name} left on ${on}.`;
  return contacts.awayHow[row] === 1
    ? `Mail to the champion ${name} came back on ${on}: there is no such address any more.`
    : `Mail to the champion ${name} was answered by itself on ${on}: they are no longer there.`;
}
