import { spellOther } from '../../../src-preload/contract/money';
import type { Renewal, RenewalGround, RenewalReport } from '../../../src-preload/contract/reports/renewals';
import { shownChance } from '../../../src-preload/contract/words';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

const groundWords: Readonly<Record<RenewalGround, string>> = {
  model: 'the model',
  notice: 'notice given',
  beyond: 'nothing: beyond 180 days',
  none: 'nothing',
};

/** Each renewal with what is foretold of it, the earliest first. */
export function renewalTable({ rows, currency }: RenewalReport): Table {
  const figures: Figure<Renewal>[] = [
    ['Account', ({ name }) => name],
    ['Renews', ({ renewsOn }) => renewsOn, 'day'],
    ['Overdue', ({ isOverdue }) => (isOverdue ? 'yes' : 'no')],
    [moneyHeading('ARR', currency), ({ arr }) => arr, 'money'],
    [
      'ARR in other currencies, without a rate',
      ({ otherArr }) => otherArr?.map(spellOther).join('; ') ?? null,
    ],
    ['Foretold by', ({ ground }) => groundWords[ground]],
    ['Probability to leave by then (0-1)', ({ chance }) => (chance === null ? null : shownChance(chance))],
    [moneyHeading('Expected to stay', currency), ({ expected }) => expected, 'money'],
  ];
  return tableOf('Renewals', currency, figures, rows);
}
