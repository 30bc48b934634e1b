import type { AccountBatch } from './account-batch';

/** Whether the account is a customer on that day: begun, and not past its last day. */
export function isCustomerOn(batch: AccountBatch, account: number, day: number, isPresent: boolean): boolean {
  if (isPresent && batch.stage[account] === 'churned' && batch.churnedDay[account] === 0) return false;
  return isWithin(batch.createdDay[account] as number, batch.churnedDay[account] as number, day);
}

/** @param churnedDay the last day; 0 while there is none */
export function isWithin(createdDay: number, churnedDay: number, day: number): boolean {
  return createdDay <= day && (churnedDay === 0 || day <= churnedDay);
}
