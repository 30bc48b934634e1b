import {
  type BookMoment,
  bookParts,
  type ChangeInput,
  type HealthChange,
  type HealthPart,
} from '../../../../src-preload/contract/reports/change';
import { healthPartWords } from '../../../../src-preload/contract/reports/change-words';
import { rounded } from '../../../../src-preload/contract/words';
import { Loaded } from '../../../api/loaded';
import { Waterfall } from '../../../ui/charts/waterfall';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { formatPlural, formatScore } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { whyWords } from '../report-words';
import classes from '../reports-screen.module.css';
import { scaleOf, stepsFrom } from '../running-steps';
import { useShow } from '../use-revenue';
import { useHealthChange } from './use-change';

/** Why the mean score of the customers changed: measure by measure, and by who came and left. */
export function HealthChangeSection({ input }: { input: ChangeInput }) {
  const change = useHealthChange(input);
  return (
    <Loaded answer={change} waiting={<RowSkeletons count={8} />}>
      {(data) =>
        data.before === null || data.after === null ? null : (
          <Section
            title={titleOf(data.before, data.after)}
            note="The mean of the scores of customers, as they were kept: what moved the scores of those who have one at both, and who came or left, by how far from the mean; a click opens the accounts"
          >
            {data.parts.length === 0 ? (
              <EmptyState title="Nothing to add up" text={nothingWords(data)} />
            ) : (
              <Steps change={data} before={data.before} after={data.after} />
            )}
            <Notes change={data} before={data.before} after={data.after} />
          </Section>
        )
      }
    </Loaded>
  );
}

interface Moments {
  change: HealthChange;
  before: BookMoment;
  after: BookMoment;
}

function Steps({ change: { parts }, before, after }: Moments) {
  const show = useShow();
  const [from, to] = [before.mean ?? 0, after.mean ?? 0];
  const moved = inOrder(parts).filter(({ points }) => points !== 0);
  const steps = stepsFrom(
    from,
    moved.map(({ part, points, accounts }) => ({
      key: part,
      label: healthPartWords(part),
      detail: formatPlural(accounts, 'account'),
      shown: points,
      onOpen: () => show({ score: part }, true),
    })),
    (score) => rounded(score, 1),
  );
  return (
    <Waterfall
      caption={`How the mean score went from ${formatScore(from)} to ${formatScore(to)}`}
      from={{ label: `End of ${formatDay(before.day)}`, score: from }}
      to={{ label: `End of ${formatDay(after.day)}`, score: to }}
      steps={steps}
      scale={scaleOf([from, to, ...steps.map(({ end }) => end)])}
    />
  );
}

/** Who left, what moved those who stayed (the largest first), and who came. */
function inOrder(parts: HealthChange['parts']): HealthChange['parts'] {
  return [...parts].sort(
    (left, right) =>
      placeOf(left.part) - placeOf(right.part) || Math.abs(right.points) - Math.abs(left.points),
  );
}

function placeOf(part: HealthPart): number {
  const place = (bookParts as readonly HealthPart[]).indexOf(part);
  if (place < 0) return 2;
  return part === 'left' || part === 'unknown' ? 0 : part === 'came' || part === 'known' ? 4 : 3;
}

function titleOf(before: BookMoment, after: BookMoment): string {
  if (before.mean === null || after.mean === null) return 'Why the mean score changed';
  return whyWords('the mean score', formatScore(before.mean), formatScore(after.mean));
}

function nothingWords({ before, after, stayed }: HealthChange): string {
  for (const moment of [before, after]) {
    if (moment !== null && moment.mean === null)
      return `Of the week to ${formatDay(moment.day)} no score of a customer is known.`;
  }
  if (stayed === 0)
    return 'No customer has a score at both moments, so that nothing tells the one from the other.';
  return `No score of ${formatPlural(stayed, 'customer')} moved, and nobody came or left.`;
}

function Notes({ change: { stayed, rose, fell, parts }, before, after }: Moments) {
  const small = parts.filter(({ points }) => points === 0).length;
  return (
    <ul className={`${classes.notes} ${classes.under}`}>
      <li>{`${knownWords(before)}, ${knownWords(after)}.`}</li>
      {stayed > 0 && (
        <li>{`Of ${formatPlural(stayed, 'customer')} with a score at both ${rose} rose and ${fell} fell.`}</li>
      )}
      {small > 0 && (
        <li>{`${formatPlural(small, 'more part')} moved accounts and the mean by less than a tenth of a point.`}</li>
      )}
    </ul>
  );
}

/** `Nov 30, 2026: a score of 40 of 44 customers` */
function knownWords({ day, scored, customers }: BookMoment): string {
  return `${formatDay(day)}: a score of ${scored} of ${formatPlural(customers, 'customer')}`;
}
