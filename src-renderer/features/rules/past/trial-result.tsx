import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import type { Trial, TriedOnPast } from '../../../../src-preload/contract/rules/trial';
import { AccountLink } from '../../../ui/account-link';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { formatDay } from '../../../ui/format/day';
import { formatCount } from '../../../ui/format/number';
import { ScrollRoom } from '../../../ui/scroll-room';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './past-section.module.css';
import { figuresOf } from './trial-words';

const WeekChart = lazy(() => import('./week-chart').then((module) => ({ default: module.WeekChart })));
const chartHeight = 132;

/** What the rules would have done: by week in a chart each, and their figures side by side. */
export function TrialResult({ trial: { from, to, tried, horizonDays } }: { trial: Trial }) {
  const highest = Math.max(
    1,
    ...tried.flatMap(({ report }) => (report?.weeks ?? []).map(({ firings }) => firings)),
  );
  // Of the same days and the same store: one says it for both.
  const known = tried.find((rule) => rule.known !== null)?.known;
  return (
    <>
      <p className="soft">
        {formatDay(from)} to {formatDay(to)}
      </p>
      {tried.map((rule) => (
        <div key={rule.name} className={classes.rule}>
          {tried.length > 1 && <h3>{rule.name}</h3>}
          {rule.report === null ? (
            <Untried rule={rule} />
          ) : (
            <ChartRoom height={chartHeight}>
              <WeekChart
                name={rule.name}
                weeks={rule.report.weeks}
                highest={highest}
                horizonDays={horizonDays}
                height={chartHeight}
              />
            </ChartRoom>
          )}
        </div>
      ))}
      <Figures tried={tried} horizonDays={horizonDays} />
      {known !== undefined && <p className="faint">{known}</p>}
      {tried.map((rule) => (
        <Fired key={rule.name} rule={rule} isAlone={tried.length === 1} horizonDays={horizonDays} />
      ))}
    </>
  );
}

function Untried({ rule }: { rule: TriedOnPast }) {
  return rule.findings.map(({ message }) => (
    <p key={message} className={classes.problem}>
      {message}
    </p>
  ));
}

function Figures({ tried, horizonDays }: { tried: readonly TriedOnPast[]; horizonDays: number }) {
  const reported = tried.flatMap((rule) => (rule.report === null ? [] : [{ rule, report: rule.report }]));
  if (reported.length === 0) return null;
  return (
    <div className={classes.figures}>
      <FactTable columns={['Figure', ...reported.map(({ rule }) => rule.name)]}>
        {figuresOf(horizonDays).map(({ label, help, words }) => (
          <tr key={label} title={help}>
            <th scope="row">{label}</th>
            {reported.map(({ rule, report }) => (
              <td key={rule.name}>{words(rule, report)}</td>
            ))}
          </tr>
        ))}
      </FactTable>
    </div>
  );
}

/** For whom it would have fired, day by day; the list is long, so it is asked for. */
function Fired({ rule, isAlone, horizonDays }: { rule: TriedOnPast; isAlone: boolean; horizonDays: number }) {
  const [shown, setShown] = useState(false);
  const { fired, report } = rule;
  if (report === null || fired.length === 0) return null;
  const whose = isAlone ? '' : `: ${rule.name}`;
  return (
    <div>
      <Button variant="subtle" size="compact-xs" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? `Hide for whom${whose}` : `For whom it would have fired${whose}`}
      </Button>
      {shown && (
        <ScrollRoom label={`For whom it would have fired${whose}`}>
          <FactTable columns={['Day', 'Account', `Left within ${horizonDays} days`]} fixed>
            {fired.map(({ id, account, day, left }) => (
              <tr key={`${id} ${day}`}>
                <th scope="row">{formatDay(day)}</th>
                <td data-room="wide">
                  <AccountLink id={id}>{account}</AccountLink>
                </td>
                <td>{left === null ? 'not known yet' : left ? 'yes' : 'no'}</td>
              </tr>
            ))}
          </FactTable>
          {report.firings > fired.length && (
            <p className="faint">
              The first {formatCount(fired.length)} of {formatCount(report.firings)}
            </p>
          )}
        </ScrollRoom>
      )}
    </div>
  );
}
