import { differenceOf } from '../../../../src-preload/contract/reports/compared-words';
import type { HealthPoint } from '../../../../src-preload/contract/reports/health';
import {
  countOfWord,
  healthWordNames,
  healthWords,
  monthBack,
  pointBefore,
  shareOfWord,
  yearBack,
} from '../../../../src-preload/contract/reports/health-words';
import { formatDay } from '../../../ui/format/day';
import { signedFigure } from '../../../ui/format/figure';
import { formatCount, formatSigned } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { shareShown } from '../report-words';

/** The present beside the end of the month before and of the same month a year ago. */
export function HealthCompared({ points }: { points: readonly HealthPoint[] }) {
  const last = points.length - 1;
  const now = points[last];
  const earlier = [monthBack, yearBack].flatMap((back) => pointBefore(points, last, back) ?? []);
  if (now === undefined || earlier.length === 0) return null;
  const right = (name: string) => ({ name, align: 'right' as const });
  return (
    <Section
      title={`${formatDay(now.day)} compared`}
      note="With the end of the month before, and of the same month a year ago: customers, and their share"
      padding="flush"
    >
      <FactTable
        columns={[
          'Figure',
          right(formatDay(now.day)),
          ...earlier.flatMap(({ day }) => [right(formatDay(day)), right(`Change since ${formatDay(day)}`)]),
        ]}
      >
        <tr>
          <th scope="row">Customers</th>
          <td data-align="right">{formatCount(now.accounts)}</td>
          {earlier.flatMap(({ day, accounts }) => [
            <td key={day} data-align="right">
              {formatCount(accounts)}
            </td>,
            <td key={`${day} change`} data-align="right">
              {formatSigned(now.accounts - accounts)}
            </td>,
          ])}
        </tr>
        {healthWords.map((word) => (
          <tr key={word}>
            <th scope="row">{healthWordNames[word]}</th>
            <td data-align="right">
              <Count count={countOfWord(now, word)} share={shareOfWord(now, word)} />
            </td>
            {earlier.flatMap((point) => [
              <td key={point.day} data-align="right">
                <Count count={countOfWord(point, word)} share={shareOfWord(point, word)} />
              </td>,
              <td key={`${point.day} change`} data-align="right">
                {changeWords(
                  differenceOf(countOfWord(now, word), countOfWord(point, word)),
                  differenceOf(shareOfWord(now, word), shareOfWord(point, word)),
                )}
              </td>,
            ])}
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

function Count({ count, share }: { count: number | null; share: number | null }) {
  if (count === null || share === null) return <span className="faint">not known</span>;
  return (
    <>
      {formatCount(count)} <span className="soft">{shareShown(share)}</span>
    </>
  );
}

/** `+3, −1.2 points` */
function changeWords(accounts: number | null, points: number | null): string {
  return accounts === null || points === null
    ? '–'
    : `${formatSigned(accounts)}, ${signedFigure(points, 1)} points`;
}
