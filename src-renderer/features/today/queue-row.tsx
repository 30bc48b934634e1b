import { ActionIcon } from '@mantine/core';
import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { TodayItem } from '../../../src-preload/contract/today';
import { Day } from '../../ui/day';
import { Money } from '../../ui/money';
import { ScoreNumber } from '../../ui/score-number';
import { TrendMark } from '../../ui/trend-mark';
import { KindIcon, kindWords } from './kind-words';

interface QueueRowProps {
  item: TodayItem;
  index: number;
  count: number;
  /** Px from the top of the list. */
  top: number;
  current: boolean;
  onCurrent: (index: number) => void;
  onDone: (item: TodayItem) => void;
  onSnooze: (item: TodayItem) => void;
}

/** One account that needs the manager: why, what to do, what is at stake. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { item, index, count, top, current, onCurrent, onDone, onSnooze } = props;
  return (
    <li
      className="queue-row"
      data-index={index}
      data-current={current || undefined}
      aria-current={current || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => onCurrent(index)}
      onPointerDown={() => onCurrent(index)}
    >
      <KindIcon kind={item.kind} />
      <div className="queue-words">
        <p className="queue-title">
          <Link
            className="queue-name truncate"
            to="/accounts/$id"
            params={{ id: String(item.accountId) }}
            tabIndex={current ? 0 : -1}
          >
            {item.accountName}
          </Link>
          <span className="queue-kind">
            {[item.kind, ...item.alsoKinds].map((kind) => kindWords[kind]).join(' · ')}
          </span>
        </p>
        <p className="truncate" title={item.reason}>
          {item.reason}
        </p>
        <p className="truncate soft" title={item.suggestion}>
          {item.suggestion}
        </p>
      </div>
      <dl className="queue-figures">
        <div>
          <dt>ARR</dt>
          <dd>
            <Money amount={item.arr} />
          </dd>
        </div>
        <div>
          <dt>Renews</dt>
          <dd>
            <Day day={item.renewsOn} />
          </dd>
        </div>
        <div>
          <dt>Health</dt>
          <dd>
            <ScoreNumber score={item.score} band={item.band} />
          </dd>
        </div>
        <div>
          <dt>28 days</dt>
          <dd>
            <TrendMark change={item.change28} />
          </dd>
        </div>
      </dl>
      <div className="queue-actions">
        <ActionIcon
          aria-label={`Done: ${item.accountName}`}
          title="Done (e)"
          tabIndex={current ? 0 : -1}
          onClick={() => onDone(item)}
        >
          <IconCheck size={17} stroke={1.8} />
        </ActionIcon>
        <ActionIcon
          aria-label={`Snooze ${item.accountName}`}
          title="Snooze (s)"
          tabIndex={current ? 0 : -1}
          onClick={() => onSnooze(item)}
        >
          <IconClockPause size={17} stroke={1.8} />
        </ActionIcon>
      </div>
    </li>
  );
});
