import type { TodayKind } from '../../../../src-preload/contract/today';
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
  /** Where it opens; the account where none is given. */
  place?: string;
  /** The row that Tab reaches. */
  current: boolean;
}

/** Whom a row of Today is about, and why it stands there. */
export function RowTitle({ account, kinds, place, current }: RowTitleProps) {
  const { accountId, accountName, isPending } = account;
  return (
    <p className={classes.title}>
      <a
        href={`#${place ?? `/accounts/${accountId}`}`}
        dir="auto"
        title={accountName}
        className={`${classes.name} truncate`}
        tabIndex={current ? 0 : -1}
      >
        {named(accountName)}
      </a>
      <span className={`${classes.kind} truncate`} title={kindsInWords(kinds)}>
        {kindsInWords(kinds)}
      </span>
      {isPending === true && <PendingBadge />}
    </p>
  );
}
