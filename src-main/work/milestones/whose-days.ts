import type { MilestoneDefinition } from '../../../src-preload/contract/milestones/milestone-definition';
import { readMilestones } from '../../store/milestones/read-definitions';
import { hasOtherZones } from '../../store/milestones/what-counting-needs';
import type { ReadDb } from '../../store/types';

/** Whether a milestone asks for days in a row. */
function asksForStreak({ completion }: MilestoneDefinition): boolean {
  return completion.by === 'activity' && completion.measure === 'streak';
}

/** What is said of a milestone of an account. Days in a row are the account's own: whose, where they are not the company's. */
export function withWhoseDays(
  sentence: string,
  definition: MilestoneDefinition,
  zone: string | null,
): string {
  return zone !== null && asksForStreak(definition) ? `${sentence} Its days are those of ${zone}.` : sentence;
}

/** The same of one that is not saved. The first that asks for days in a row brings the days of accounts here only once it is. */
export function withDaysOfDraft(db: ReadDb, sentence: string, definition: MilestoneDefinition): string {
  const lacksDays =
    asksForStreak(definition) &&
    hasOtherZones(db) &&
    !readMilestones(db).some((milestone) => asksForStreak(milestone.definition));
  return lacksDays
    ? `${sentence} Until it is saved, it is looked at by the company’s days; then each account’s own count.`
    : sentence;
}
