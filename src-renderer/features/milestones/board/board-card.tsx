import { IconCheck } from '@tabler/icons-react';
import type { PlanCard } from '../../../../src-preload/contract/milestones/milestones';
import { AccountLink } from '../../../ui/account-link';
import { BoardItem } from '../../../ui/board/board';
import { Day } from '../../../ui/day';
import { IconButton } from '../../../ui/icon-button';
import { ProgressBar } from '../progress-bar';
import classes from './board.module.css';

interface BoardCardProps {
  card: PlanCard;
  cardKey: string;
  /** Whether Tab reaches it. */
  isReached: boolean;
  /** Absent where the login may not, or nothing is left. */
  onComplete?: () => void;
  onDrag?: (isDragged: boolean) => void;
}

/** An account's plan: how far it is, what comes next, and what holds it up. */
export function BoardCard({ card, cardKey, isReached, onComplete, onDrag }: BoardCardProps) {
  const { account, accountId, plan, owner, done, milestones, progress, next, reasons } = card;
  return (
    <BoardItem
      data-card={cardKey}
      draggable={onDrag !== undefined}
      onDragStart={() => onDrag?.(true)}
      onDragEnd={() => onDrag?.(false)}
    >
      <div className={classes.head}>
        <AccountLink
          id={accountId}
          tab="milestones"
          className={classes.account}
          name={account}
          tabIndex={isReached ? 0 : -1}
        >
          {account}
        </AccountLink>
        {onComplete && (
          <IconButton label={`Done: ${next?.name ?? ''}`} onClick={onComplete} tabIndex={isReached ? 0 : -1}>
            <IconCheck size={16} stroke={1.8} />
          </IconButton>
        )}
      </div>
      <p className={classes.soft}>
        <bdi>{plan}</bdi>
        {owner !== null && (
          <>
            {' · '}
            <bdi>{owner}</bdi>
          </>
        )}
      </p>
      <p className={classes.line}>
        <ProgressBar progress={progress} of={`${account}, ${plan}`} />
        <span className="soft">
          {done} of {milestones}
        </span>
      </p>
      {next && (
        <p className={classes.line}>
          <span>
            Next: <bdi>{next.name}</bdi>
          </span>
          {next.dueOn && (
            <span className="soft">
              due <Day day={next.dueOn} />
            </span>
          )}
        </p>
      )}
      {reasons[0] && (
        <p className={classes.reason} title={reasons.join('\n')}>
          <bdi>{reasons[0]}</bdi>
        </p>
      )}
    </BoardItem>
  );
}
