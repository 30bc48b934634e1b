import { z } from 'zod';
import { type OtherMoney, otherMoneySchema } from '../../../src-preload/contract/money';
import { exactSum } from '../../../src-preload/contract/words';

const storedSchema = z.array(otherMoneySchema);

/** A month's amounts without a rate, as a summary keeps them. @param text of `account_summaries.other_money` */
export function otherMrrOf(text: string | null | undefined): OtherMoney[] {
  return text == null ? [] : storedSchema.parse(JSON.parse(text));
}

/** The same as a year's. */
export function otherArrOf(text: string | null | undefined): OtherMoney[] {
  return otherMrrOf(text).map(({ currency, amount }) => ({ currency, amount: exactSum(12 * amount) }));
}

/** Whether nothing of the account's revenue is in the company's currency: then nobody knows what its leaving would cost. */
export function isAllOther(mrr: number, text: string | null | undefined): boolean {
  return mrr === 0 && text != null;
}
