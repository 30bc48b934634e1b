import { useDeferredValue, useMemo, useRef } from 'react';
import type { RiskScreen } from '../../../../src-preload/contract/risk/risk-screen';
import { AccountLink } from '../../../ui/account-link';
import { Day } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import { RiskBadge } from '../../../ui/risk-badge';
import { Section } from '../../../ui/section';
import { useRovingFocus } from '../../../ui/use-roving-focus';
import { named } from '../../../ui/words/named';
import classes from './level-changes.module.css';
import { moveOf } from './level-moves';

/** As many as are in sight; the others are drawn behind the page. */
const atOnce = 12;

const switchedWords = { model: 'Another churn model', rules: 'Other score settings or another profile' };

const moveWords = { worse: 'went up to', better: 'went down to', first: 'got its first level,' };

/** Accounts that came into risk or went out of it in the last seven days, newest first. */
export function LevelChanges({
  changes,
  moves,
  switched,
}: Pick<RiskScreen, 'changes' | 'moves' | 'switched'>) {
  const list = useRef<HTMLUListElement>(null);
  const first = useMemo(() => changes.slice(0, atOnce), [changes]);
  const drawn = useDeferredValue(changes, first);
  const moving = useRovingFocus(list, drawn.length);
  return (
    <Section
      title="Changed this week"
      note={
        changes.length === 0
          ? 'High and critical risk, against a week ago'
          : movesWords(moves, changes.length)
      }
      padding="flush"
    >
      <div className={classes.room}>
        {switched.map(({ by, accounts, day }) => (
          <p className={classes.switched} key={by}>
            {switchedWords[by]} moved the level of {formatPlural(accounts, 'account')} (<Day day={day} />
            ). This is no news of theirs and not counted here.
          </p>
        ))}
        {changes.length === 0 ? (
          <EmptyState title="Nothing came or went" text="The same accounts are at risk as a week ago." />
        ) : (
          <ul ref={list} {...moving}>
            {drawn.map((change) => (
              <li className={classes.change} key={`${change.id} ${change.day} ${change.to}`}>
                <AccountLink
                  id={change.id}
                  tab="risk"
                  className={`${classes.name} truncate`}
                  name={named(change.name)}
                >
                  {named(change.name)}
                </AccountLink>
                <span className={classes.money}>
                  <Money amount={change.arr} />
                </span>
                <span className={classes.levels}>
                  {change.from && (
                    <>
                      <RiskBadge level={change.from} />
                      <MoveArrow />
                    </>
                  )}
                  <span className="visually-hidden">{moveWords[moveOf(change)]}</span>
                  <RiskBadge level={change.to} />
                </span>
                <span className={classes.day}>
                  <Day day={change.day} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function movesWords({ all, into, out }: RiskScreen['moves'], shown: number): string {
  const words = `${formatCount(into)} into risk, ${formatCount(out)} out of it`;
  return shown === all ? words : `${words}; the latest ${formatCount(shown)} of ${formatCount(all)}`;
}

function MoveArrow() {
  return (
    <span className="faint" aria-hidden="true">
      →
    </span>
  );
}
