import { fromMinor, type OtherMoney, toMinor } from '../../src-preload/contract/money';

/** The same currencies added up, in the order of their codes. */
export function addOthers(amounts: Iterable<OtherMoney>): OtherMoney[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of amounts)
    sums.set(currency, (sums.get(currency) ?? 0) + toMinor(amount, currency));
  return [...sums]
    .map(([currency, minor]) => ({ currency, amount: fromMinor(minor, currency) }))
    .sort((left, right) => (left.currency < right.currency ? -1 : 1));
}

/** Amounts under their name, where there are any: most companies have one currency, and no word of others. */
export function othersAs<Name extends string>(
  name: Name,
  others: readonly OtherMoney[],
): { readonly [name in Name]?: OtherMoney[] } {
  return others.length === 0 ? {} : ({ [name]: [...others] } as { [name in Name]?: OtherMoney[] });
}
