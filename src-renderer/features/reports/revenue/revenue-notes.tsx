import { leftOutWords } from '../../../../src-preload/contract/money';
import type { RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import { formatMoney, formatPlural } from '../../../ui/format/number';
import { undatedWords } from '../report-words';
import classes from '../reports-screen.module.css';

/** What figures leave out, or count for the present: said only where there is some of it. */
export function RevenueNotes({ report }: { report: RevenueReport }) {
  const notes = notesOf(report);
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="What to know of these figures">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function notesOf({ months, otherMrr, undated }: RevenueReport): string[] {
  const notes: string[] = [];
  const month = months.at(-1);
  const leftOut = leftOutWords(otherMrr);
  if (leftOut !== null) notes.push(`${leftOut} (a month’s amounts).`);
  if (month !== undefined && month.carriedAccounts > 0) {
    notes.push(
      `${formatMoney(month.carried)} of ${formatPlural(month.carriedAccounts, 'account')} counts through a gap of up to 30 days between two subscriptions: a signature that came late is no churn.`,
    );
  }
  if (month !== undefined && month.waitingAccounts > 0) {
    notes.push(
      `${formatMoney(month.waiting)} of ${formatPlural(month.waitingAccounts, 'account')} counts as lost and isn’t settled: a subscription may still follow within 30 days.`,
    );
  }
  if (undated > 0) notes.push(undatedWords(undated));
  return notes;
}
