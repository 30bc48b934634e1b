import { no, unknown, yes } from './verdict';

/** When a rule fires again for the same subject. */
export interface Rearming {
  /** `edge`: when its conditions come to hold; `level`: as long as they hold. */
  readonly trigger: 'edge' | 'level';
  /** After so many days in a row on which they don't hold the rule is armed again. */
  readonly clearDays: number;
  /** Between two firings for one subject there are at least so many days; 0: no matter. */
  readonly coolDownDays: number;
}

const states = { unseen: 0, armed: 1, fired: 2 } as const;

/** Where a rule stands with each subject. */
export interface Arming {
  readonly state: Uint8Array;
  /** Days in a row in the clear, while it has fired. */
  readonly clear: Uint16Array;
  /** The day on which it last fired; NaN where it never did. */
  readonly firedOn: Float64Array;
}

export function unarmed(subjects: number): Arming {
  return {
    state: new Uint8Array(subjects),
    clear: new Uint16Array(subjects),
    firedOn: new Float64Array(subjects).fill(Number.NaN),
  };
}

/** What a rule does for a subject on a day. */
export type Step = 'fires' | 'cooling' | 'nothing';

/**
 * Takes a subject one day on. Fast to alarm, slow to clear: a score that goes to and fro around an edge fires once. Who
 * matches when the rule first knows of them is no news; nor is what comes to be known. What is not known changes nothing.
 * @param rearms whether the rule's own level for arming again is reached; null where it has none
 */
export function step(
  arming: Arming,
  row: number,
  {
    verdict,
    rearms,
    day,
  }: { readonly verdict: number; readonly rearms: number | null; readonly day: number },
  rule: Rearming,
): Step {
  if (verdict === unknown) return 'nothing';
  const state = arming.state[row] as number;
  if (state === states.fired && rearmed(arming, row, { verdict, rearms }, rule))
    arming.state[row] = states.armed;
  else if (state === states.unseen) arming.state[row] = verdict === no ? states.armed : states.fired;
  if (verdict !== yes) return 'nothing';
  const hasFired = !Number.isNaN(arming.firedOn[row] as number);
  const isNews = arming.state[row] === states.armed || (rule.trigger === 'level' && hasFired);
  if (!isNews) return 'nothing';
  arming.state[row] = states.fired;
  arming.clear[row] = 0;
  if (day - (arming.firedOn[row] as number) < rule.coolDownDays) return 'cooling';
  arming.firedOn[row] = day;
  return 'fires';
}

function rearmed(
  arming: Arming,
  row: number,
  { verdict, rearms }: { readonly verdict: number; readonly rearms: number | null },
  { clearDays }: Rearming,
): boolean {
  if (verdict === no && rearms === yes) return true;
  const clear = verdict === no ? (arming.clear[row] as number) + 1 : 0;
  arming.clear[row] = clear;
  return clear >= clearDays;
}
