import { leftOutWords, type OtherMoney, spellOther } from '../../src-preload/contract/money';
import { formatMoney, formatMoneyEven } from './format/number';

interface MoneyProps {
  amount: number | null;
  exact?: boolean;
  /** Amounts in other currencies, for which there is no rate: shown beside, in no sum. */
  others?: readonly OtherMoney[] | undefined;
}

/** An amount of money, short with the exact one on hover; `exact` shows it whole. A dash where nothing is known. */
export function Money({ amount, exact = false, others = [] }: MoneyProps) {
  if (amount === null) return <span className="faint">–</span>;
  const whole = formatMoney(amount);
  const shown = exact ? whole : formatMoneyEven(amount);
  if (others.length === 0) {
    return (
      <data className="number" value={amount} title={exact ? undefined : whole}>
        {shown}
      </data>
    );
  }
  const beside = others.map(spellOther).join(' + ');
  return (
    <span className="number" title={`${whole}; ${leftOutWords(others)}`}>
      {amount === 0 ? beside : `${shown} + ${beside}`}
    </span>
  );
}
