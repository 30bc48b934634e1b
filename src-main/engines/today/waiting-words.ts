import { counted, spellDay } from '../../../src-preload/contract/words';
import type {
  CelebrationWaiting,
  DecisionBack,
  MentionWaiting,
  MessageAsking,
  MessageUnsettled,
  PlanStuck,
  TodayAccount,
  Waiting,
} from './today-facts';

/** What waits at an account beside its dates, people and calls to action, in one sentence; empty where nothing of the kind does. */
export function waitingSaid(
  { approvals, unsettled, stuck, celebrations, setBacks, mentions }: TodayAccount,
  kind: 'approval' | 'unsettled' | 'stuck' | 'celebration' | 'set_back' | 'mention',
): string {
  switch (kind) {
    case 'approval':
      return approvals === null ? '' : approvalSaid(approvals);
    case 'unsettled':
      return unsettled === null ? '' : unsettledSaid(unsettled);
    case 'stuck':
      return stuck === null ? '' : stuckSaid(stuck);
    case 'celebration':
      return celebrations === null ? '' : celebrationSaid(celebrations);
    case 'set_back':
      return setBacks === null ? '' : setBackSaid(setBacks);
    case 'mention':
      return mentions === null ? '' : mentionSaid(mentions);
  }
}

const messageSaid = (about: string | null) => (about === null ? 'a message' : `“${about}”`);
const whoSaid = (name: string | null) => name ?? 'a contact who left';

/** The others of the kind. @param count with the first */
function moreSaid(count: number, one: string, several: string): string {
  return count === 1 ? '' : `; ${counted(count - 1, one, several)}`;
}

/** @example `“Welcome” to Ana Lopez can be approved until Nov 20; 2 more messages ask.` */
function approvalSaid({ first, count }: Waiting<MessageAsking>): string {
  const what = first.about === null ? 'A message' : messageSaid(first.about);
  const until = `can be approved until ${spellDay(first.untilDay)}`;
  return `${what} to ${whoSaid(first.name)} ${until}${moreSaid(count, 'more message asks', 'more messages ask')}.`;
}

/** @example `Nobody knows whether “Welcome” reached Ana Lopez on Nov 20; 1 more message is like it.` */
function unsettledSaid({ first, count }: Waiting<MessageUnsettled>): string {
  const reached = `${messageSaid(first.about)} reached ${whoSaid(first.name)} on ${spellDay(first.day)}`;
  return `Nobody knows whether ${reached}${moreSaid(count, 'more message is like it', 'more messages are like it')}.`;
}

/** @example `The plan “Onboarding” is stuck on “First use”; 1 more plan is stuck.` */
function stuckSaid({ first, count }: Waiting<PlanStuck>): string {
  const more = moreSaid(count, 'more plan is stuck', 'more plans are stuck');
  return `The plan “${first.plan}” is stuck on “${first.heldUp}”${more}.`;
}

/** @example `“First use” was reached on Nov 20, and its celebration is still to go; 1 more waits.` */
function celebrationSaid({ first, count }: Waiting<CelebrationWaiting>): string {
  const who = first.name === null ? '' : ` by ${first.name}`;
  const more = moreSaid(count, 'more waits', 'more wait');
  return `“${first.milestone}” was reached${who} on ${spellDay(first.day)}, and its celebration is still to go${more}.`;
}

/** @example `“Note” of Nov 20 came back from the company: your role does not let you do this; 1 more came back.` */
function setBackSaid({ first, count }: Waiting<DecisionBack>): string {
  const { title, day, why } = first;
  const because = why.charAt(0).toLowerCase() + why.slice(1);
  const more = moreSaid(count, 'more came back', 'more came back');
  return `“${title}” of ${spellDay(day)} came back from the company: ${because}${more}.`;
}

/** @example `ann mentioned you in a note on Nov 20; 1 more note mentions you.` */
function mentionSaid({ first, count }: Waiting<MentionWaiting>): string {
  const more = moreSaid(count, 'more note mentions you', 'more notes mention you');
  return `${first.by} mentioned you in a note on ${spellDay(first.day)}${more}.`;
}
