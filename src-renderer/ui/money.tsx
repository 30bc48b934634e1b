import { formatMoney, formatMoneyEven } from './format/number';

/** An amount of money, short with the exact one on hover; `exact` shows it whole. A dash where nothing is known. */
export function Money({ amount, exact = false }: { amount: number | null; exact?: boolean }) {
  if (amount === null) return <span className="faint">–</span>;
  const whole = formatMoney(amount);
  return (
    <span className="number" title={exact ? undefined : whole}>
      {exact ? whole : formatMoneyEven(amount)}
    </span>
  );
}
