import type { ShownRunner } from '../../../src-preload/contract/runner';
import { formatRelativeInstant } from '../../ui/format/instant';

/** Who computes for the whole company, and what of it the company has; null before the company was asked. */
export function runnerWords(runner: ShownRunner, now: number): string | null {
  if (runner.state === 'unknown') return null;
  // The clock of the screens moves in steps: what came since its last step is just now, not to come.
  const ago = (instant: number) => formatRelativeInstant(Math.min(instant, now), now);
  const work = runner.state === 'older' ? [] : [modelSaid(runner, ago), scoresSaid(runner, ago)];
  return [whoComputes(runner, ago), ...work, ...runner.unread].join(' ');
}

type Ago = (instant: number) => string;

function whoComputes({ state, login, machine, since, mayRun, ...had }: ShownRunner, ago: Ago): string {
  const took = since === null ? '' : ` and took over ${ago(since)}`;
  switch (state) {
    case 'this':
      return `This computer computes for the whole company${took}.`;
    case 'other':
      return `${login ?? 'Somebody'}${machine === null ? '' : ` on ${machine}`} computes for the whole company${took}.`;
    case 'older':
      return 'The company’s database is of an earlier version: this computer trains a churn model of its own, on the accounts you see.';
    default:
      return mayRun
        ? 'Nobody computes for the whole company right now; this computer takes it on with one of its next syncs.'
        : `Nobody computes for the whole company right now: no admin who sees every account has Steward running.${had.trainedAt === null && had.scoresPushedAt === null ? '' : ' What was computed last stays in force.'}`;
  }
}

function modelSaid({ trainedAt }: ShownRunner, ago: Ago): string {
  return trainedAt === null
    ? 'The company has no model yet.'
    : `The company’s model was published ${ago(trainedAt)}.`;
}

function scoresSaid({ scoresPushedAt }: ShownRunner, ago: Ago): string {
  return scoresPushedAt === null
    ? 'No scores have been written down at the company yet; that takes score settings that an admin has published.'
    : `Scores and levels were last written down at the company ${ago(scoresPushedAt)}.`;
}
