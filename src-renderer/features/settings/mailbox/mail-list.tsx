import type { CaughtMail } from '../../../../src-preload/contract/mailbox';
import { Instant } from '../../../ui/day';
import classes from './mailbox.module.css';

interface MailListProps {
  mails: readonly CaughtMail[];
  open: string;
  onOpen: (id: string) => void;
}

/** The newest first. */
export function MailList({ mails, open, onOpen }: MailListProps) {
  return (
    <ul className={classes.list} aria-label="Mails">
      {mails.map(({ id, at, to, subject }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.entry}
            aria-current={id === open || undefined}
            onClick={() => onOpen(id)}
          >
            <span className={classes.subject} dir="auto">
              {subject === '' ? 'No subject' : subject}
            </span>
            <span className={classes.to} dir="auto">
              {to}
            </span>
            <span className="soft">
              <Instant at={at} past />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
