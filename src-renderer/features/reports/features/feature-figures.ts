import { differenceOf } from '../../../../src-preload/contract/reports/compared-words';
import { shareOfAccounts, usesEach } from '../../../../src-preload/contract/reports/feature-words';
import type { FeatureReport, PeriodUse, Use } from '../../../../src-preload/contract/reports/features';
import { signedFigure } from '../../../ui/format/figure';
import { formatCount, formatFixed } from '../../../ui/format/number';

/** A figure of a feature as it is shown: what it is, what it was, and how they differ. */
export interface ShownFigure {
  readonly now: string;
  readonly before: string;
  readonly change: string;
}

/** Figures of a feature, in the order in which they stand. */
export interface ShownUse {
  readonly accounts: ShownFigure;
  readonly share: ShownFigure;
  readonly people: ShownFigure;
  readonly usesEach: ShownFigure;
}

export function shownUse({ now, before }: Use, report: FeatureReport): ShownUse {
  const figure = (of: (period: PeriodUse) => number | null, digits: number, unit = ''): ShownFigure => {
    const spell = (value: number | null) =>
      value === null ? '–' : `${digits === 0 ? formatCount(value) : formatFixed(value, digits)}${unit}`;
    const difference = differenceOf(of(now), of(before));
    return {
      now: spell(of(now)),
      before: spell(of(before)),
      change: `${signedFigure(difference, digits)}${unit === '' || difference === null ? '' : ' points'}`,
    };
  };
  return {
    accounts: figure(({ accounts }) => accounts, 0),
    share: figure((period) => shareOfAccounts(period, report), 1, '%'),
    people: figure(({ people }) => people, 0),
    usesEach: figure(usesEach, 1),
  };
}
