import type { TodayKind } from '../../../../src-preload/contract/today';
import { AccountLink } from '../../../ui/account-link';
import { PendingBadge } from '../../../ui/pending-badge';
import { named } from '../../../ui/words/named';
import { kindsInWords } from './kind-words';
import classes from './queue-row.module.css';

interface RowTitleProps {
  account: {
    readonly accountId: number;
    readonly accountName: string;
    readonly isPending?: boolean | undefined;
  };
  kinds: readonly TodayKind[];
  /** The row that Tab reaches. */
  current: boolean;
}

/** Whom a row of Today is about, and why it stands there. */
export function RowTitle({ account: { accountId, accountName, isPending }, kinds, current }: RowTitleProps) {
  return (
    <p className={classes.title}>
      <AccountLink
        id={accountId}
        className={`${classes.name} truncate`}
        tabIndex={current ? 0 : -1}
        name={accountName}
      >
        {named(accountName)}
      </AccountLink>
      <span className={`${classes.kind} truncate`} title={kindsInWords(kinds)}>
        {kindsInWords(kinds)}
      </span>
      {isPending === true && <PendingBadge />}
    </p>
  );
}
