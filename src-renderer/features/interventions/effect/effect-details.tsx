import { Link } from '@tanstack/react-router';
import { type CtaOutcome, ctaOutcomes } from '../../../../src-preload/contract/ctas/cta-kinds';
import type { RuleSpan } from '../../../../src-preload/contract/effect/measured-means';
import type { EffectRow as Row } from '../../../../src-preload/contract/effect/report';
import { dayOfEpoch, formatDay } from '../../../ui/format/day';
import { formatCount } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './effect-details.module.css';

/** What was compared and how many, and of a rule how it fared week by week. */
export function EffectDetails({ row }: { row: Row }) {
  const { details, noiseText, weekly, kind, id, isGone, ctas } = row;
  return (
    <div className={classes.details}>
      <ul className={classes.lines} aria-label="What was compared">
        {details.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {ctas !== null && <li>{ctaLine(ctas)}</li>}
        {noiseText !== null && <li className={classes.noise}>{noiseText}</li>}
        {kind === 'rule' && !isGone && (
          <li>
            <Link to="/rules/$id" params={{ id }}>
              Open the rule
            </Link>
          </li>
        )}
      </ul>
      {weekly !== null && <Weeks weeks={weekly.weeks} />}
    </div>
  );
}

const endWords = {
  resolved: 'resolved',
  no_response: 'without an answer',
  lost: 'lost',
  not_needed: 'not needed',
  false_alarm: 'for a false alarm',
} as const satisfies Record<CtaOutcome, string>;

function ctaLine({ opened, closed }: NonNullable<Row['ctas']>): string {
  const ends = ctaOutcomes.flatMap((outcome) =>
    closed[outcome] === 0 ? [] : [`${formatCount(closed[outcome])} ${endWords[outcome]}`],
  );
  return `Calls to action opened: ${formatCount(opened)}${ends.length === 0 ? '' : `, closed ${ends.join(', ')}`}.`;
}

function Weeks({ weeks }: { weeks: readonly RuleSpan[] }) {
  const right = (name: string, help: string) => ({ name, align: 'right' as const, help });
  return (
    <FactTable
      columns={[
        'Week from',
        right('Firings', 'How often it fired'),
        right('Beside others', 'Of these, within 7 days of another rule’s for the same account'),
        right('CTAs closed', 'Calls to action of it that were closed'),
        right('Untouched', 'Of these, closed as not needed or a false alarm with no task done'),
        right('Open', 'Calls to action that were open on a day of the week'),
        right('Put to rest', 'Of these, snoozed then or before'),
      ]}
    >
      {weeks.map((week) => (
        <tr key={week.from}>
          <th scope="row">{formatDay(dayOfEpoch(week.from))}</th>
          <td data-align="right">{formatCount(week.firings)}</td>
          <td data-align="right">
            {week.overlapping === null ? (
              <span className="faint" title="Other rules may fire within 7 days yet">
                not over
              </span>
            ) : (
              formatCount(week.overlapping)
            )}
          </td>
          <td data-align="right">{formatCount(week.closed)}</td>
          <td data-align="right">{formatCount(week.untouched)}</td>
          <td data-align="right">{formatCount(week.open)}</td>
          <td data-align="right">{formatCount(week.snoozed)}</td>
        </tr>
      ))}
    </FactTable>
  );
}
