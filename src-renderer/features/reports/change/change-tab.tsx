import { leftOutWords } from '../../../../src-preload/contract/money';
import type {
  ChangeInput,
  RetentionChange,
  RevenueChange,
} from '../../../../src-preload/contract/reports/change';
import { retentionHelp } from '../../../../src-preload/contract/reports/revenue-words';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { formatMoney } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { shareWords, undatedWords } from '../report-words';
import classes from '../reports-screen.module.css';
import { RevenueWaterfall } from '../revenue/revenue-waterfall';
import { useShow } from '../use-revenue';
import { ChangeBar } from './change-bar';
import { HealthChangeSection } from './health-change-section';
import { RetentionWaterfall } from './retention-waterfall';
import { useChangeInput, useRevenueChange } from './use-change';

/** Why MRR, retention and the mean score changed between the ends of two days. @param asOf the day to which the copy reaches */
export function ChangeTab({ asOf }: { asOf: string }) {
  const input = useChangeInput(asOf);
  const change = useRevenueChange(input);
  return (
    <div className={classes.room}>
      <ChangeBar input={input} asOf={asOf} />
      <SectionStack>
        <Loaded answer={change} waiting={<RowSkeletons count={8} />}>
          {(data) => (data.hasMoney ? <RevenueChanges change={data} input={input} /> : null)}
        </Loaded>
        <HealthChangeSection input={input} />
      </SectionStack>
    </div>
  );
}

function RevenueChanges({ change, input }: { change: RevenueChange; input: ChangeInput }) {
  const show = useShow();
  const { period, grr, nrr } = change;
  if (period === null) return null;
  const days = `between the ends of ${formatDay(input.from)} and ${formatDay(input.to)}`;
  return (
    <>
      <Section
        title={`Why the MRR went from ${formatMoney(period.opening)} to ${formatMoney(period.closing)}`}
        note={`What moved ${days}, account by account; a click opens the accounts`}
      >
        <RevenueWaterfall period={period} time={days} onOpen={(moved) => show({ moved }, true)} />
        <ChangeNotes change={change} />
      </Section>
      {[
        { figure: 'GRR', change: grr, help: retentionHelp.grr },
        { figure: 'NRR', change: nrr, help: retentionHelp.nrr },
      ].map(({ figure, change: moved, help }) => (
        <Section
          key={figure}
          title={retentionTitle(figure, moved)}
          note={`${help} The twelve months to the first day beside those to the last: what more, or less, of the base each takes or adds.`}
        >
          {moved === null ? (
            <EmptyState
              title="Nothing to compare"
              text="At the opening of one of the two years nobody paid, so far as is known."
            />
          ) : (
            <RetentionWaterfall figure={figure} change={moved} input={input} />
          )}
        </Section>
      ))}
    </>
  );
}

function retentionTitle(figure: string, change: RetentionChange | null): string {
  if (change === null) return `${figure} of twelve months`;
  return `Why the ${figure} of twelve months went from ${shareWords(change.before)} to ${shareWords(change.after)}`;
}

function ChangeNotes({ change: { otherMrr, undated } }: { change: RevenueChange }) {
  const leftOut = leftOutWords(otherMrr);
  const notes = [
    ...(leftOut === null ? [] : [`${leftOut} (a month’s amounts).`]),
    ...(undated === 0 ? [] : [undatedWords(undated)]),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className={`${classes.notes} ${classes.under}`}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
