import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client';
import { Instant } from '../../ui/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { Section } from '../../ui/section';
import classes from './outbox-section.module.css';
import { SetBackLine } from './set-back-line';

const refreshMs = 2_000;

/**
 * What people decided here and the company has not taken: what is on its way, and what came back with its reason.
 * @param about an account whose decision one was led to: the first about it takes the focus
 */
export function OutboxSection({ about }: { about: number | undefined }) {
  const outbox = useQuery({ ...trpc.monitor.outbox.queryOptions(), refetchInterval: refreshMs }).data;
  if (outbox === undefined || (outbox.pending === 0 && outbox.setBackTotal === 0)) return null;
  const { pending, pendingSince, problem, setBack, setBackTotal } = outbox;
  const meant = setBack.find(({ accountId }) => accountId !== null && accountId === about);
  const shown = setBack.length < setBackTotal ? `; the newest ${formatCount(setBack.length)} are shown` : '';
  return (
    <Section
      title="Your decisions"
      note={
        setBackTotal > 0
          ? `${formatPlural(setBackTotal, 'decision')} came back from the company${shown}`
          : 'All is kept here until the company has it'
      }
      padding="flush"
    >
      {pending > 0 && (
        <p className={classes.pending}>
          {formatPlural(pending, 'decision')} on the way to the company, the oldest{' '}
          {pendingSince !== null && <Instant at={pendingSince} past />}. {problem}
        </p>
      )}
      {setBack.length > 0 && (
        <ol className={classes.list}>
          {setBack.map((one) => (
            <SetBackLine key={one.opId} setBack={one} isMeant={one === meant} />
          ))}
        </ol>
      )}
    </Section>
  );
}
