import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Week, WeekMoves, WeekRisks } from '../../../src-preload/contract/week';
import { trpc } from '../../api/client';
import { AccountLink } from '../../ui/account-link';
import { formatDay } from '../../ui/format/day';
import { formatCount, formatMoney, formatMoneyShort, formatPlural } from '../../ui/format/number';
import { IconButton } from '../../ui/icon-button';
import { notifyDone } from '../../ui/notify';
import { named } from '../../ui/words/named';
import classes from './week-section.module.css';

type Figure = 'newRisks' | 'goneRisks' | 'renewalsWon' | 'renewalsLost' | 'moved';

const words: Readonly<Record<Figure, string>> = {
  newRisks: 'came into risk',
  goneRisks: 'out of risk',
  renewalsWon: 'renewed',
  renewalsLost: 'did not renew',
  moved: 'with other MRR',
};
const figures = Object.keys(words) as Figure[];

/** What changed in the week that is over, each figure opening to its accounts, until it is put away. */
export function WeekSection({ ownerId }: { ownerId: number | null }) {
  const { data } = useQuery(trpc.today.week.queryOptions(ownerId === null ? {} : { ownerId }));
  const putAway = useMutation(trpc.today.putWeekAway.mutationOptions());
  const [open, setOpen] = useState<Figure | null>(null);
  const week = data?.week;
  if (week == null) return null;
  const { from, until, tasksDone, tasksOpen } = week;
  const leave = () =>
    putAway.mutate(
      { from },
      {
        onSuccess: () =>
          // Of a week before all: none is put away.
          notifyDone('The summary of the week is put away', () => putAway.mutate({ from: '2000-01-03' })),
      },
    );
  return (
    <section className={classes.week} aria-label="Last week">
      <div className={classes.line}>
        <h2>
          Last week{' '}
          <span className="faint">
            {formatDay(from)} to {formatDay(until)}
          </span>
        </h2>
        {figures
          .filter((figure) => week[figure] !== null)
          .map((figure) => (
            <button
              key={figure}
              type="button"
              className={classes.figure}
              aria-expanded={open === figure}
              disabled={week[figure]?.count === 0}
              onClick={() => setOpen(open === figure ? null : figure)}
            >
              <b className="number">{figureOf(week, figure)}</b> {words[figure]}
            </button>
          ))}
        <span className={classes.tasks}>
          <Link to="/tasks" search={{ group: 'done' }}>
            {formatPlural(tasksDone, 'task')} done
          </Link>
          , <Link to="/tasks">{formatCount(tasksOpen)} open</Link>
        </span>
        <IconButton label="Put last week away" onClick={leave}>
          <IconX size={16} stroke={1.8} />
        </IconButton>
      </div>
      {open !== null && <Accounts week={week} figure={open} />}
    </section>
  );
}

function figureOf(week: Week, figure: Figure): string {
  const count = week[figure]?.count ?? 0;
  if (figure !== 'moved' || count === 0) return formatCount(count);
  const { amount } = week.moved;
  return `${formatCount(count)} (${amount > 0 ? '+' : ''}${formatMoneyShort(amount)})`;
}

function Accounts({ week, figure }: { week: Week; figure: Figure }) {
  const shown: WeekRisks | WeekMoves | null = week[figure];
  if (shown === null) return null;
  return (
    <ul className={classes.accounts}>
      {shown.accounts.map((account) => (
        <li key={account.id}>
          <AccountLink id={account.id} name={account.name}>
            {named(account.name)}
          </AccountLink>{' '}
          <span className="soft">
            {'after' in account
              ? `${account.before ?? 'not known'} to ${account.after}`
              : `${formatMoney(account.opening)} to ${formatMoney(account.closing)} MRR`}
          </span>
        </li>
      ))}
      {shown.count > shown.accounts.length && (
        <li className="faint">{formatCount(shown.count - shown.accounts.length)} more</li>
      )}
    </ul>
  );
}
