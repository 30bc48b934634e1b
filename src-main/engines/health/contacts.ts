import type { ContactRows } from './account-batch';

/** Whether a person of the customer's was there on that day: created by then, and not deactivated. */
export function isContactOn(contacts: ContactRows, row: number, day: number): boolean {
  const deactivated = contacts.deactivatedDay[row] as number;
  if (contacts.isInternal[row] === 1) return false;
  return (contacts.createdDay[row] as number) <= day && (deactivated === 0 || deactivated > day);
}
