import type { PageEntries } from '../activity/fold-page';
import type { SetApart } from '../activity/set-apart';
import { type CountingRule, countUse, newTally, type Tally, type Use } from './tally';

/** A milestone that use completes. */
export interface CountedMilestone {
  readonly id: string;
  readonly audience: 'account' | 'contact';
  readonly rule: CountingRule;
}

/** By milestone, and by contact of those that are contacts'; 0 is the account itself. */
export type Tallies = Map<string, Map<number, Tally>>;

export interface CountedPage {
  readonly lastDay: number;
  readonly isWeek: boolean;
  readonly entries: PageEntries;
}

/** What is gathered of a page for one subject. */
interface Gathered {
  events: number;
  readonly keys: Set<number>;
  atLeast: number;
}

/**
 * Counts a page for every milestone. Pages come in the order of their last days, the day before the week; each is counted once.
 * @param apart whose use counts for nobody, and what counts only where a milestone names it
 */
export function countPage(
  tallies: Tallies,
  milestones: readonly CountedMilestone[],
  page: CountedPage,
  apart: SetApart,
): void {
  for (const milestone of milestones) {
    const own = talliesOf(tallies, milestone.id);
    // Most are done at some time, and cost nothing any more.
    if (milestone.audience === 'account' && own.get(0)?.doneOn != null) continue;
    for (const [subject, gathered] of gather(milestone, page, apart)) {
      if (gathered.events === 0) continue;
      const use: Use = {
        day: page.lastDay,
        isWeek: page.isWeek,
        events: gathered.events,
        keys: [...gathered.keys],
        atLeast: gathered.atLeast,
      };
      const tally = own.get(subject) ?? newTally();
      own.set(subject, tally);
      countUse(tally, milestone.rule, use);
    }
  }
}

function talliesOf(tallies: Tallies, milestone: string): Map<number, Tally> {
  const known = tallies.get(milestone);
  if (known !== undefined) return known;
  const own = new Map<number, Tally>();
  tallies.set(milestone, own);
  return own;
}

function gather(
  { audience, rule }: CountedMilestone,
  { entries: { rows, integers, at } }: CountedPage,
  { internalUsers, machineFeatures }: SetApart,
): Map<number, Gathered> {
  const found = new Map<number, Gathered>();
  const countsPeople = rule.measure === 'people' || rule.measure === 'seat_share';
  for (let row = 0; row < rows; row++) {
    const user = integers[at + row] as number;
    const feature = integers[at + rows + row] as number;
    const events = integers[at + 2 * rows + row] as number;
    if (events <= 0 || internalUsers.has(user)) continue;
    if (rule.features === null ? machineFeatures.has(feature) : !rule.features.has(feature)) continue;
    const subject = audience === 'account' ? 0 : user;
    if (audience === 'contact' && user === 0) continue;
    const own = found.get(subject) ?? { events: 0, keys: new Set(), atLeast: 0 };
    found.set(subject, own);
    own.events += events;
    if (!countsPeople) own.keys.add(feature);
    else if (user > 0) own.keys.add(user);
    else own.atLeast = Math.max(own.atLeast, integers[at + 3 * rows + row] as number);
  }
  return found;
}

export function encodeTallies(tallies: Tallies): string {
  return JSON.stringify([...tallies].map(([milestone, own]) => [milestone, [...own]]));
}

/** @throws SyntaxError where it is none */
export function decodeTallies(text: string): Tallies {
  const rows = JSON.parse(text) as [string, [number, Tally][]][];
  return new Map(rows.map(([milestone, own]) => [milestone, new Map(own)]));
}
