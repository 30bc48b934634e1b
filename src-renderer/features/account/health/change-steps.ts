import type { ScoreChange } from '../../../../src-preload/contract/health';

export type ChangeEffect = ScoreChange['effects'][number];
export type ChangedRules = NonNullable<ScoreChange['rules']>;

/** One bar of the waterfall. Scores in points; `start` and `end` are the running score before and after it. */
interface ChangeStep {
  cause: ChangeEffect | ChangedRules;
  start: number;
  end: number;
  shown: number;
}

interface FoldedSteps {
  count: number;
  start: number;
  end: number;
  shown: number;
}

export interface ChangeSteps {
  steps: ChangeStep[];
  /** The small effects in one line; null when there are none. */
  rest: FoldedSteps | null;
}

// Shown numbers are tenths: sums are made in whole tenths, so that they add up on the screen to the last digit.
function toTenths(value: number): number {
  return Math.round(value * 10);
}

/**
 * The waterfall between two scores: effects by size, largest first; at most `keep` of them stand alone, all others
 * (and those that show as zero) are folded into `rest`. `fromScore` + all shown effects = `toScore`.
 */
export function changeSteps(change: ScoreChange, keep: number): ChangeSteps {
  const causes = [...change.effects, ...(change.rules ? [change.rules] : [])];
  const bySize = causes.toSorted(
    (a, b) => Math.abs(b.shownTotal) - Math.abs(a.shownTotal) || Math.abs(b.total) - Math.abs(a.total),
  );
  const shownAlone = bySize.filter((effect) => toTenths(effect.shownTotal) !== 0).slice(0, keep);
  let running = toTenths(change.fromScore);
  const steps = shownAlone.map((effect): ChangeStep => {
    const start = running;
    running += toTenths(effect.shownTotal);
    return {
      cause: effect,
      start: start / 10,
      end: running / 10,
      shown: toTenths(effect.shownTotal) / 10,
    };
  });
  const folded = bySize.filter((effect) => !shownAlone.includes(effect) && effect.total !== 0);
  if (folded.length === 0) return { steps, rest: null };
  const restTenths = folded.reduce((sum, effect) => sum + toTenths(effect.shownTotal), 0);
  return {
    steps,
    rest: {
      count: folded.length,
      start: running / 10,
      end: (running + restTenths) / 10,
      shown: restTenths / 10,
    },
  };
}

/** The scale of the bars: lowest and highest running score, with a little room on each side. Points, within 0-100. */
export function changeScale(change: ScoreChange, { steps, rest }: ChangeSteps): [number, number] {
  const ends = steps.flatMap((step) => [step.start, step.end]);
  const all = [change.fromScore, change.toScore, ...ends, ...(rest ? [rest.start, rest.end] : [])];
  const room = Math.max(1, (Math.max(...all) - Math.min(...all)) * 0.08);
  return [Math.max(0, Math.min(...all) - room), Math.min(100, Math.max(...all) + room)];
}
