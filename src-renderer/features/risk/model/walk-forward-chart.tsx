import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { leftColor, rightColor, TwoScaleChart } from '../../../ui/charts/two-scale-chart';
import { formatDay } from '../../../ui/format/day';
import { figure } from '../../../ui/format/figure';
import { formatCount, formatCountShort, formatPlural } from '../../../ui/format/number';

type Month = ModelCard['walkForward']['months'][number];

/** Churns of each month (bars, left) and how well the model ranked them (dots, right; half is chance). */
export function WalkForwardChart({ months, height }: { months: readonly Month[]; height: number }) {
  return (
    <TwoScaleChart
      label="AUC and churns by month"
      height={height}
      table={{
        columns: ['Month of', 'Rows', 'Churns', 'AUC', 'Brier', 'Brier of base rate'],
        rows: () =>
          [...months]
            .reverse()
            .map((month) => [
              formatDay(month.month),
              formatCount(month.rows),
              formatCount(month.churns),
              figure(month.auc, 3),
              figure(month.brier, 4),
              figure(month.baseBrier, 4),
            ]),
      }}
      points={months}
      dayOf={(month) => month.month}
      left={{
        name: 'churns',
        type: 'bar',
        words: 'Churns (left)',
        axis: { width: 40, allowDecimals: false, tickFormatter: formatCountShort },
      }}
      right={{
        name: 'auc',
        type: 'line',
        words: 'AUC (right), half is chance',
        axis: { width: 40, domain: [0, 1], ticks: [0, 0.5, 1] },
      }}
      withDots
      dotProps={{ r: 3 }}
      maxBarWidth={18}
      sidePadding={16}
      hairless
      referenceLines={[{ y: 0.5, yAxisId: 'right', color: 'var(--hairline-strong)', strokeDasharray: '3 3' }]}
      tooltip={(month) => (
        <TooltipBox
          title={`Month of ${formatDay(month.month)}`}
          lines={[
            { name: 'Churns', value: formatCount(month.churns), color: leftColor },
            { name: 'AUC', value: figure(month.auc, 3), color: rightColor },
            { name: 'Brier', value: figure(month.brier, 4) },
            { name: 'Brier of base rate', value: figure(month.baseBrier, 4) },
          ]}
          note={`${formatPlural(month.rows, 'account')} judged`}
        />
      )}
    />
  );
}
