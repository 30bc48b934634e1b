import { IconArrowBackUp } from '@tabler/icons-react';
import type { PutAwayItem } from '../../../../src-preload/contract/today';
import { Day, Instant } from '../../../ui/day';
import { formatDay } from '../../../ui/format/day';
import { IconButton } from '../../../ui/icon-button';
import { Money } from '../../../ui/money';
import queueRow from '../queue/queue-row.module.css';
import { RowTitle } from '../queue/row-title';
import classes from './put-away-row.module.css';

interface PutAwayRowProps {
  item: PutAwayItem;
  index: number;
  current: boolean;
  onCurrent: (index: number) => void;
  onBringBack: (item: PutAwayItem) => void;
}

/** One account that was put away: when, until when and why, and its way back. */
export function PutAwayRow({ item, index, current, onCurrent, onBringBack }: PutAwayRowProps) {
  return (
    <li
      className={`${queueRow.row} ${classes.row}`}
      data-index={index}
      data-account={item.accountId}
      data-account-name={item.accountName}
      data-current={current || undefined}
      aria-current={current || undefined}
      onFocus={() => onCurrent(index)}
      onPointerDown={() => onCurrent(index)}
    >
      <div className={queueRow.words}>
        <RowTitle account={item} kinds={item.kinds} current={current} />
        {item.reason !== null && (
          <p className={`${classes.reason} soft truncate`} title={item.reason}>
            {item.reason}
          </p>
        )}
      </div>
      <dl className={classes.figures}>
        <div>
          <dt>ARR</dt>
          <dd>
            <Money amount={item.arr} />
          </dd>
        </div>
        <div>
          <dt>{item.until === null ? 'Done' : 'Snoozed'}</dt>
          <dd>
            <Instant at={item.at} past />
          </dd>
        </div>
        {item.until !== null && (
          <div>
            <dt>Until {formatDay(item.until)}</dt>
            <dd>
              <Day day={item.until} />
            </dd>
          </div>
        )}
      </dl>
      <IconButton
        label={`Bring back ${item.accountName}`}
        title="Bring back (b)"
        tabIndex={current ? 0 : -1}
        onClick={() => onBringBack(item)}
      >
        <IconArrowBackUp size={17} stroke={1.8} />
      </IconButton>
    </li>
  );
}
