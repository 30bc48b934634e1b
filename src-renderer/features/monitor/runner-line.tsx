import type { ReactNode } from 'react';
import type { Runner, ShownRunner } from '../../../src-preload/contract/runner';
import { Instant } from '../../ui/day';

/** Who computes for the whole company, in words; nothing before the company was asked. */
export function RunnerLine({ runner }: { runner: ShownRunner }) {
  if (runner.state === 'unknown') return null;
  return (
    <p className="faint" data-testid="runner">
      {whoComputes(runner)}
      {runner.state !== 'older' && <LastWork runner={runner} />}
      {runner.unread.map((sentence) => ` ${sentence}`)}
    </p>
  );
}

function whoComputes({ state, login, machine, since, mayRun }: Runner): ReactNode {
  switch (state) {
    case 'this':
      return (
        <>
          This computer trains the churn model for the whole company, since <Instant at={since} past />.
        </>
      );
    case 'other':
      return (
        <>
          {login} {machine === null ? '' : `on ${machine} `}trains the churn model for the whole company,
          since <Instant at={since} past />.
        </>
      );
    case 'nobody':
      return mayRun
        ? 'Nobody computes for the whole company right now; this computer takes it on with one of its next syncs.'
        : 'Nobody computes for the whole company right now: no admin who sees every account has Steward running. What was computed last stays in force.';
    case 'older':
      return 'The company’s database is of an earlier version: this computer trains a churn model of its own, on the accounts you see.';
    default:
      return null;
  }
}

function LastWork({ runner: { trainedAt } }: { runner: Runner }) {
  if (trainedAt === null) return ' The company has no model yet.';
  return (
    <>
      {' '}
      The company’s model was published <Instant at={trainedAt} past />.
    </>
  );
}
