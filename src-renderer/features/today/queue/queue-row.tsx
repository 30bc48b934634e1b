import { Checkbox } from '@mantine/core';
import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { memo, type Ref } from 'react';
import type { TodayItem } from '../../../../src-preload/contract/today';
import { Day } from '../../../ui/day';
import { IconButton } from '../../../ui/icon-button';
import { ScoreNumber } from '../../../ui/score-number';
import { TrendMark } from '../../../ui/trend-mark';
import { KindIcon } from './kind-words';
import { decisionsAbout, noteAbout, placeOf } from './place-of';
import classes from './queue-row.module.css';
import { RankWhy } from './rank-why';
import { RowTitle } from './row-title';

/** Pixels of a usual row: a title, two lines of why, and one of what to do. Its own words make it higher. */
export const queueRowHeight = 98;

interface QueueRowProps {
  /** Its height is taken from what is drawn. */
  measure: Ref<HTMLLIElement>;
  item: TodayItem;
  index: number;
  count: number;
  current: boolean;
  chosen: boolean;
  onCurrent: (index: number) => void;
  onChoose: (item: TodayItem) => void;
  onDone: (item: TodayItem) => void;
  onSnooze: (item: TodayItem) => void;
}

/** One account that needs the manager: why, what to do, what is at stake. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { measure, item, index, count, current, chosen, onCurrent, onChoose, onDone, onSnooze } = props;
  const kinds = [item.kind, ...item.alsoKinds];
  return (
    <li
      ref={measure}
      className={`${classes.row} ${classes.asHighAsItsWords}`}
      data-index={index}
      data-account={item.accountId}
      data-account-name={item.accountName}
      data-current={current || undefined}
      aria-current={current || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      onFocus={() => onCurrent(index)}
      onPointerDown={() => onCurrent(index)}
    >
      <Checkbox
        aria-label={`Choose ${item.accountName}`}
        title="Choose (x)"
        className={classes.choice}
        tabIndex={current ? 0 : -1}
        checked={chosen}
        onChange={() => onChoose(item)}
      />
      <KindIcon kind={item.kind} />
      <div className={classes.words} data-tour="why">
        <RowTitle account={item} kinds={kinds} place={placeOf(item)} current={current} />
        <p>{item.reason}</p>
        <p className="soft">
          {item.suggestion}
          {kinds.includes('set_back') && (
            <>
              {' '}
              <a href={`#${decisionsAbout(item.accountId)}`} tabIndex={current ? 0 : -1}>
                Decide
              </a>
            </>
          )}
          {item.mentionedIn !== null && (
            <>
              {' '}
              <a href={`#${noteAbout(item.accountId, item.mentionedIn)}`} tabIndex={current ? 0 : -1}>
                Read the note
              </a>
            </>
          )}
        </p>
      </div>
      <dl className={classes.figures}>
        <div>
          <dt>ARR</dt>
          <dd>
            <RankWhy item={item} current={current} />
          </dd>
        </div>
        <div className={classes.renews}>
          <dt>Renews</dt>
          <dd>
            <Day day={item.renewsOn} />
          </dd>
        </div>
        <div>
          <dt>Health</dt>
          <dd>
            <ScoreNumber score={item.score} band={item.band} tooLittle={item.tooLittle} />
          </dd>
        </div>
        <div>
          <dt>28 days</dt>
          <dd>
            <TrendMark change={item.change28} />
          </dd>
        </div>
      </dl>
      <div className={classes.actions}>
        <IconButton
          label={`Done: ${item.accountName}`}
          title="Done (e)"
          tabIndex={current ? 0 : -1}
          onClick={() => onDone(item)}
        >
          <IconCheck size={17} stroke={1.8} />
        </IconButton>
        <IconButton
          label={`Snooze ${item.accountName}`}
          title="Snooze (s)"
          tabIndex={current ? 0 : -1}
          onClick={() => onSnooze(item)}
        >
          <IconClockPause size={17} stroke={1.8} />
        </IconButton>
      </div>
    </li>
  );
});
