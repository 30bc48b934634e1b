import { Alert } from '@mantine/core';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { Matches } from '../../../../src-preload/contract/rules/matches';
import { type Answer, Loaded } from '../../../api/loaded';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import { AccountReasons } from './account-reasons';
import classes from './matching-section.module.css';

interface MatchingSectionProps {
  /** What is judged one by one. */
  subject: FactSubject;
  matches: Answer<Matches>;
  /** Whether what was changed last is not looked at yet. */
  isStale: boolean;
}

/** Who matches now and why, whom it can’t judge and why, and what a change would change. */
export function MatchingSection({ subject, matches, isStale }: MatchingSectionProps) {
  const asOf = matches.data?.asOf;
  return (
    <Section
      title="Who matches now"
      note={
        asOf
          ? `As of ${formatDay(asOf)}, of the ${subject}s that you have here`
          : `Of the ${subject}s that you have here`
      }
    >
      <div aria-busy={isStale} className={classes.matching}>
        <Loaded answer={matches} waiting={<Skeleton height={120} />}>
          {(data) => <Matching subject={subject} data={data} isStale={isStale} />}
        </Loaded>
      </div>
    </Section>
  );
}

interface MatchingProps {
  subject: FactSubject;
  data: Matches;
  isStale: boolean;
}

function Matching({ subject, data, isStale }: MatchingProps) {
  const { asOf, judged, matching, unknown, unknownWhy, difference } = data;
  if (asOf === null)
    return (
      <p role="status" className="soft">
        Who matches shows once the conditions say what they ask.
      </p>
    );
  return (
    <>
      <p role="status" className={classes.headline}>
        {isStale ? 'Looking…' : countWords(matching.total, judged, subject)}
      </p>
      {difference && !difference.isNone && (
        <Alert color="yellow" title="Against what is saved">
          {difference.words}
          <AccountReasons label="Newly addressed" accounts={difference.newlyAddressed} />
          <AccountReasons label="No longer addressed" accounts={difference.noLongerAddressed} />
        </Alert>
      )}
      <AccountReasons label="Matches" accounts={matching} isOpen />
      {unknownWhy.length > 0 && (
        <ul className={classes.why} aria-label="Why some can’t be judged">
          {unknownWhy.map(({ words }) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <AccountReasons label="Can’t be judged" accounts={unknown} />
    </>
  );
}

function countWords(count: number, judged: number, subject: FactSubject): string {
  if (judged === 0) return `There are no ${subject}s here to judge yet.`;
  const of = `of ${formatPlural(judged, subject)}`;
  return count === 0
    ? `None ${of} matches.`
    : `${formatCount(count)} ${of} ${count === 1 ? 'matches' : 'match'}.`;
}
