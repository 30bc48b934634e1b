import { fromMinor } from '../../../src-preload/contract/money';
import { formatMoney } from '../../ui/format/number';

/** An amount in the smallest unit of the company's currency, in words; nothing for none. */
export function minorWords(minor: number, currency: string | null): string {
  return minor === 0 ? '' : formatMoney(fromMinor(minor, currency), currency ?? undefined);
}
