import type { CtaOutcome } from '../../../src-preload/contract/ctas/cta-kinds';
import { ctaEndWords } from '../../../src-preload/contract/ctas/cta-words';
import { pulseWord } from '../../../src-preload/contract/judgements';
import type { OperationKind, OperationReason } from '../../../src-preload/contract/operations';
import { spellDay, spellScore } from '../../../src-preload/contract/words';
import { parseDay } from '../day';

/** What a decision is called on the screen. */
const operationTitles: Readonly<Record<OperationKind, string>> = {
  'note.add': 'Note',
  'note.change': 'Change of a note',
  'note.remove': 'Removal of a note',
  'attachment.add': 'File of a note',
  'attachment.remove': 'Removal of a file',
  'pulse.set': 'Pulse',
  'pulse.withdraw': 'Pulse taken back',
  'override.set': 'Score set by hand',
  'override.withdraw': 'Score set by hand, withdrawn',
  'objection.record': 'Objection to profiling',
  'objection.withdraw': 'Objection to profiling, taken back',
  'today.dispose': 'Item of Today put away',
  'today.restore': 'Item of Today brought back',
  'view.save': 'Saved view',
  'view.remove': 'Removal of a saved view',
  'config.publish': 'Score settings',
  'template.save': 'Template',
  'brand.set': 'Brand',
  'rule.save': 'Rule',
  'rule.remove': 'Removal of a rule',
  'segment.save': 'Segment',
  'segment.remove': 'Removal of a segment',
  'message.launch': 'Message',
  'message.cancel': 'Message taken back',
  'message.decide': 'Answer to a proposed message',
  'message.settle': 'Answer to an unknown message',
  'sending.stop': 'Stop of sending',
  'sending.release': 'Release of sending',
  'consent.record': 'Consent',
  'reply.settle': 'Reply taken care of',
  'departure.settle': 'That a contact is there',
  'cta.open': 'CTA',
  'cta.change': 'Change of a CTA',
  'cta.snooze': 'Snooze of a CTA',
  'cta.close': 'Closing of a CTA',
  'cta.reopen': 'CTA opened again',
  'task.add': 'Task',
  'task.change': 'Change of a task',
  'task.repeat': 'Next of a task',
  'task.step': 'Task of a note',
  'task.remove': 'Removal of a task',
  'holiday.add': 'Holiday',
  'holiday.remove': 'Removal of a holiday',
  'sequence.save': 'Sequence',
  'sequence.remove': 'Removal of a sequence',
  'sequence.enrol': 'Contacts let into a sequence',
  'enrolment.end': 'Contact taken out of a sequence',
  'enrolment.skip': 'Wait of a contact skipped',
  'reward.program': 'Rewards program',
  'reward.item': 'Item of the catalogue',
  'reward.account': 'Consent to rewards',
  'reward.award': 'Award of points',
  'reward.adjust': 'Correction of points',
  'reward.redeem': 'Redemption',
  'reward.decide': 'Answer to a redemption',
  'reward.reverse': 'Reversal',
  'milestone.save': 'Milestone',
  'milestone.remove': 'Removal of a milestone',
  'plan.save': 'Success plan',
  'plan.remove': 'Removal of a success plan',
  'plan.assign': 'Success plan of an account',
  'progress.set': 'Progress of a milestone',
  'celebration.settings': 'How achievements are celebrated',
  'celebration.words': 'Words for a celebration',
  'celebration.decide': 'Celebration released or skipped',
  'badge.add': 'Badge',
  'badge.remove': 'Removal of a badge',
  'activity_template.save': 'Template of activities',
  'activity_template.remove': 'Removal of a template of activities',
};

/** What of the decision stands in figures, so that its title says all of it. */
interface Decided {
  readonly points?: number | undefined;
  readonly score?: number | undefined;
  readonly until_day?: string | null | undefined;
  readonly outcome?: CtaOutcome | null | undefined;
}

/** @example `Pulse: Worried`, `Score set by hand: 40.5 until Dec 1, 2026` */
export function titleOf(kind: OperationKind, decided: Decided): string {
  const { points, score, until_day, outcome } = decided;
  const title = operationTitles[kind];
  if (points !== undefined) return `${title}: ${pulseWord(points)}`;
  if (outcome != null) return `${title}: ${ctaEndWords[outcome].word}`;
  const until = typeof until_day === 'string' ? ` until ${spellDay(parseDay(until_day))}` : '';
  return score === undefined ? `${title}${until}` : `${title}: ${spellScore(score)}${until}`;
}

/** What the company said beside its reason. */
export interface Said {
  /** The colleague who has the account now, where the login may know. */
  readonly owner?: string | undefined;
  /** Since which of the company's days. */
  readonly sinceDay?: number | undefined;
  /** What was wrong with which part of it. */
  readonly field?: string | undefined;
  readonly words?: string | undefined;
}

/** Why a decision came back, and what can be done with it: sentences without their full stops. */
export interface SetBackWords {
  readonly why: string;
  readonly next: string;
}

/** @returns both as one text */
export const wholeWords = ({ why, next }: SetBackWords): string => `${why}. ${next}.`;

/** Why the company refused a decision. What was written is safe in each case. */
export const refusalWords = (reason: OperationReason, said: Said): string =>
  wholeWords(refusalSaid(reason, said));

export function refusalSaid(reason: OperationReason, said: Said): SetBackWords {
  const kept = 'What you wrote is kept here';
  switch (reason) {
    case 'not_yours':
      return {
        why:
          said.owner === undefined
            ? 'This account is not in your book of business any more, or is gone'
            : `This account was reassigned to ${said.owner}${sinceWords(said.sinceDay)}`,
        next: `${kept}: copy it to hand it over, or discard it`,
      };
    case 'role':
      return {
        why: 'Your role does not let you do this',
        next: `${kept}: ask your administrator, or hand it over as text`,
      };
    case 'invalid':
      return {
        why: `The company can’t take it as it is${partWords(said)}`,
        next: `${kept}: edit it and try again, or discard it`,
      };
    case 'too_large':
      return { why: 'It is too long for the company', next: `${kept}: shorten it and try again` };
    case 'unknown_kind':
      return {
        why: 'The company’s database is of an earlier version and doesn’t know this kind of decision yet',
        next: `${kept}: try again once your administrator has updated it`,
      };
    case 'other_company':
      return {
        why: 'It was decided for another company than this one',
        next: `${kept}: copy it if you need it, or discard it`,
      };
    case 'other_account':
      return {
        why: 'The company knows another account by this number now',
        next: `${kept}: open the account anew and repeat what you did`,
      };
    case 'op_id_taken':
      return {
        why: 'The company has another decision under the same number, from a copy of this machine’s store perhaps',
        next: `${kept}: try again, and it gets a number of its own`,
      };
    case 'gone':
      return {
        why: 'What it changes was removed meanwhile',
        next: `${kept}: copy it if you need it, or discard it`,
      };
    case 'too_late':
      return {
        why: 'It came too late: the message had left, or had ended otherwise',
        next: 'Look at it under Interventions; nothing else was changed',
      };
    case 'conflict':
      return {
        why: 'Somebody else’s version came into force before yours',
        next: `${kept}: look at theirs, then try again`,
      };
  }
}

/** A colleague had changed the same before: theirs stands. */
export const lostSaid: SetBackWords = {
  why: 'A colleague had changed the same before your change arrived, and theirs stands',
  next: 'Yours is kept here: put it back in its place, or let it go',
};

function partWords({ field, words }: Said): string {
  if (words === undefined) return '';
  return field === undefined || field === 'patch' ? `: ${words}` : `: ${field.replaceAll('_', ' ')} ${words}`;
}

function sinceWords(day: number | undefined): string {
  return day === undefined ? '' : ` on ${spellDay(day)}`;
}
