import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { memo } from 'react';
import type { Cta } from '../../../src-preload/contract/ctas/cta';
import { ctaEndWords, ctaPriorityWords, ctaTypeWords } from '../../../src-preload/contract/ctas/cta-words';
import { AccountLink } from '../../ui/account-link';
import { Badge } from '../../ui/badge';
import { Day, Instant } from '../../ui/day';
import { IconButton } from '../../ui/icon-button';
import { PendingBadge } from '../../ui/pending-badge';
import { named } from '../../ui/words/named';
import classes from './cta-row.module.css';
import { snoozeInWords, tasksInWords } from './cta-words';

interface CtaRowProps {
  cta: Cta;
  current: boolean;
  /** The room of an account says whose they are. */
  ofAccount: boolean;
  mayManage: boolean;
  onCurrent: (id: string) => void;
  /** Enter, where the focus is on it. */
  onOpen: (cta: Cta) => void;
  onClose: (cta: Cta) => void;
  onSnooze: (cta: Cta) => void;
}

/** One call to action: what is to be done, for whom, until when. */
export const CtaRow = memo(function CtaRow(props: CtaRowProps) {
  const { cta, current, ofAccount, mayManage, onCurrent, onOpen, onClose, onSnooze } = props;
  const { id, title, type, priority, accountId, accountName, owner, end, snooze } = cta;
  const tasks = tasksInWords(cta);
  return (
    <li
      className={classes.row}
      data-cta={id}
      data-current={current || undefined}
      aria-current={current || undefined}
      onFocus={() => onCurrent(id)}
      onPointerDown={() => onCurrent(id)}
    >
      <div className={classes.words}>
        <p className={classes.title}>
          <button
            type="button"
            className={`${classes.name} truncate`}
            title={title}
            tabIndex={current ? 0 : -1}
            onClick={() => onCurrent(id)}
            onKeyDown={(event) => event.key === 'Enter' && onOpen(cta)}
          >
            {title}
          </button>
          {priority !== 'usual' && (
            <Badge tone={priority === 'high' ? 'high' : 'none'}>{ctaPriorityWords[priority]}</Badge>
          )}
          {cta.isPending && <PendingBadge />}
        </p>
        <p className={`${classes.below} truncate`}>
          {!ofAccount && (
            <>
              <AccountLink id={accountId} name={accountName} tab="ctas" tabIndex={-1}>
                {named(accountName)}
              </AccountLink>
              {' · '}
            </>
          )}
          {[ctaTypeWords[type], owner?.name ?? 'nobody’s', tasks].filter(Boolean).join(' · ')}
        </p>
        {snooze !== null && (
          <p className={`${classes.below} truncate`} title={snoozeInWords(snooze)}>
            {snoozeInWords(snooze)}
          </p>
        )}
      </div>
      <div className={classes.due} data-group={cta.group}>
        {end === null ? (
          <Day day={cta.nextDue} />
        ) : (
          <>
            {ctaEndWords[end.outcome].word}
            <br />
            <Instant at={end.at} past />
          </>
        )}
      </div>
      {mayManage && end === null && (
        <div className={classes.actions}>
          <IconButton
            label={`Close “${title}”`}
            title="Close (e)"
            tabIndex={current ? 0 : -1}
            onClick={() => onClose(cta)}
          >
            <IconCheck size={17} stroke={1.8} />
          </IconButton>
          <IconButton
            label={`Snooze “${title}”`}
            title="Snooze (s)"
            tabIndex={current ? 0 : -1}
            onClick={() => onSnooze(cta)}
          >
            <IconClockPause size={17} stroke={1.8} />
          </IconButton>
        </div>
      )}
    </li>
  );
});
