import { differenceOf } from '../../../src-preload/contract/reports/compared-words';
import type { HealthPoint, HealthReport } from '../../../src-preload/contract/reports/health';
import {
  countOfWord,
  type HealthWord,
  healthWordNames,
  healthWords,
  monthBack,
  pointBefore,
  shareOfWord,
  yearBack,
} from '../../../src-preload/contract/reports/health-words';
import type { Table } from '../table';
import { type Figure, tableOf } from './figures';

/** A day with those that it is compared with. */
interface Told {
  readonly point: HealthPoint;
  readonly month: HealthPoint | null;
  readonly year: HealthPoint | null;
}

const figures: readonly Figure<Told>[] = [
  ['End of', ({ point }) => point.day, 'day'],
  ['Customers', ({ point }) => point.accounts],
  ...healthWords.map((word): Figure<Told> => [healthWordNames[word], ({ point }) => point[word]]),
  ...healthWords.map(
    (word): Figure<Told> => [`${healthWordNames[word]} (%)`, ({ point }) => shareOfWord(point, word)],
  ),
  ...comparedWith('the month before', ({ month }) => month),
  ...comparedWith('a year before', ({ year }) => year),
];

/** How each figure differs from what it was; empty where that is not known. */
function comparedWith(what: string, earlier: (told: Told) => HealthPoint | null): Figure<Told>[] {
  const difference = (of: (point: HealthPoint) => number | null) => (told: Told) => {
    const before = earlier(told);
    return before === null ? null : differenceOf(of(told.point), of(before));
  };
  const ofWord = (of: (point: HealthPoint, word: HealthWord) => number | null, word: HealthWord) =>
    difference((point) => of(point, word));
  return [
    [`Customers, difference to ${what}`, difference(({ accounts }) => accounts)],
    ...healthWords.map(
      (word): Figure<Told> => [`${healthWordNames[word]}, difference to ${what}`, ofWord(countOfWord, word)],
    ),
    ...healthWords.map(
      (word): Figure<Told> => [
        `${healthWordNames[word]}, points more than ${what}`,
        ofWord(shareOfWord, word),
      ],
    ),
  ];
}

/** Customers by the band of their score, the oldest month first and the present day last. */
export function healthTable({ points }: HealthReport): Table {
  const told = points.map((point, place) => ({
    point,
    month: pointBefore(points, place, monthBack),
    year: pointBefore(points, place, yearBack),
  }));
  return tableOf('Health', null, figures, told);
}
