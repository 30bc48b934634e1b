import type { MovementKind, RevenuePeriod } from '../../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../../src-preload/contract/reports/revenue-words';
import { exactSum } from '../../../../src-preload/contract/words';
import { Waterfall, type WaterfallFigures } from '../../../ui/charts/waterfall';
import { formatDay } from '../../../ui/format/day';
import { formatMoney, formatMoneySigned, formatPlural } from '../../../ui/format/number';
import { kindsThatMoved } from '../report-words';
import { scaleOf, stepsFrom } from '../running-steps';

const money: WaterfallFigures = {
  total: (amount) => formatMoney(amount),
  step: formatMoneySigned,
  heads: ['Movement', 'Accounts', 'Running MRR', 'Amount'],
};

interface RevenueWaterfallProps {
  period: RevenuePeriod;
  /** `in Nov 2026` */
  time: string;
  onOpen: (kind: MovementKind) => void;
}

/** From the MRR a period opens with to what it closes with. */
export function RevenueWaterfall({ period, time, onOpen }: RevenueWaterfallProps) {
  const { opening, closing, openDay, closeDay, movements } = period;
  const parts = kindsThatMoved([period]).map((kind) => {
    const { amount, accounts } = movements[kind];
    return {
      key: kind,
      label: kindWords[kind],
      detail: accounts === 0 ? '' : formatPlural(accounts, 'account'),
      shown: amount,
      ...(accounts > 0 && { onOpen: () => onOpen(kind) }),
    };
  });
  const steps = stepsFrom(opening, parts, exactSum);
  return (
    <Waterfall
      caption={`How the MRR went from ${formatMoney(opening)} to ${formatMoney(closing)} ${time}`}
      from={{ label: `End of ${formatDay(openDay)}`, score: opening }}
      to={{ label: `End of ${formatDay(closeDay)}`, score: closing }}
      steps={steps}
      scale={scaleOf([opening, closing, ...steps.map(({ end }) => end)])}
      figures={money}
    />
  );
}
