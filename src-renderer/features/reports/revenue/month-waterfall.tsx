import type { MovementKind, RevenueMonth } from '../../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../../src-preload/contract/reports/revenue-words';
import { exactSum } from '../../../../src-preload/contract/words';
import { Waterfall, type WaterfallFigures, type WaterfallStep } from '../../../ui/charts/waterfall';
import { formatDay } from '../../../ui/format/day';
import { formatMoney, formatMoneySigned, formatPlural } from '../../../ui/format/number';
import { kindsThatMoved, monthWords } from '../report-words';
import { useOpen } from '../use-revenue';

const money: WaterfallFigures = {
  total: (amount) => formatMoney(amount),
  step: formatMoneySigned,
  heads: ['Movement', 'Accounts', 'Running MRR', 'Amount'],
};

/** From the MRR a month opens with to what it closes with. */
export function MonthWaterfall({ month }: { month: RevenueMonth }) {
  const open = useOpen();
  const steps = stepsOf(month, (kind) => open(kind, month.month));
  return (
    <Waterfall
      caption={`How the MRR went from ${formatMoney(month.opening)} to ${formatMoney(month.closing)} in ${monthWords(month.month)}`}
      from={{ label: `End of ${formatDay(month.openDay)}`, score: month.opening }}
      to={{ label: `End of ${formatDay(month.closeDay)}`, score: month.closing }}
      steps={steps}
      scale={scaleOf(month, steps)}
      figures={money}
    />
  );
}

function stepsOf(month: RevenueMonth, onOpen: (kind: MovementKind) => void): WaterfallStep[] {
  let running = month.opening;
  return kindsThatMoved([month]).map((kind) => {
    const { amount, accounts } = month.movements[kind];
    const start = running;
    running = exactSum(running + amount);
    return {
      key: kind,
      label: kindWords[kind],
      detail: accounts === 0 ? '' : formatPlural(accounts, 'account'),
      start,
      end: running,
      shown: amount,
      ...(accounts > 0 && { onOpen: () => onOpen(kind) }),
    };
  });
}

/** Cut where the movements would be hairlines at the end of a long bar. */
function scaleOf(month: RevenueMonth, steps: readonly WaterfallStep[]): readonly [number, number] {
  const values = [month.opening, month.closing, ...steps.map(({ end }) => end)];
  const high = Math.max(...values);
  const low = Math.min(...values);
  if (low <= 0) return [Math.min(0, low), Math.max(high, 1)];
  const cut = low - 0.5 * (high - low);
  return [cut > 0.5 * high ? cut : 0, high];
}
