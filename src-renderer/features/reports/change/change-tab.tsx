import { leftOutWords } from '../../../../src-preload/contract/money';
import type {
  ChangeInput,
  RetentionChange,
  RevenueChange,
} from '../../../../src-preload/contract/reports/change';
import { retentionHelp } from '../../../../src-preload/contract/reports/revenue-words';
import { Loaded } from '../../../api/loaded';
import { formatDay } from '../../../ui/format/day';
import { formatMoney } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { RatesChoice } from '../rates-choice';
import { shareWords, undatedWords, whyWords } from '../report-words';
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
      <ChangeBar input={input} asOf={asOf} rates={<RatesChoice opening="Rates of the first day" />} />
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
        title={whyWords('the MRR', formatMoney(period.opening), formatMoney(period.closing))}
        note={`What moved ${days}, account by account; a click opens the accounts`}
      >
        <RevenueWaterfall period={period} time={days} onOpen={(moved) => show({ moved }, true)} />
        <ChangeNotes change={change} />
      </Section>
      {grr === null || nrr === null ? (
        <Section title="Retention of twelve months">
          <p className="soft">
            Nothing to compare: at the opening of one of the two years nobody paid, so far as is known.
          </p>
        </Section>
      ) : (
        <>
          <RetentionSection figure="GRR" help={retentionHelp.grr} change={grr} input={input} />
          <RetentionSection figure="NRR" help={retentionHelp.nrr} change={nrr} input={input} />
        </>
      )}
    </>
  );
}

interface RetentionSectionProps {
  figure: string;
  help: string;
  change: RetentionChange;
  input: ChangeInput;
}

function RetentionSection({ figure, help, change, input }: RetentionSectionProps) {
  const [before, after] = [shareWords(change.before), shareWords(change.after)];
  return (
    <Section
      title={whyWords(`the ${figure} of twelve months`, before, after)}
      note={`${help} The twelve months to the first day beside those to the last: what more, or less, of the base each takes or adds.`}
    >
      <RetentionWaterfall figure={figure} change={change} input={input} />
    </Section>
  );
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
