import type { RuleAction } from '../../../src-preload/contract/rules/action';
import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import { counted } from '../../../src-preload/contract/words';
import { sayConditions } from './say-conditions';

/**
 * When a rule fires, and how often, in a sentence: `As soon as health score is below 50, at most once in 28 days for an account.`
 */
export function sayRule(rule: RuleDefinition, conditions: CheckedGroup): string {
  const said = sayConditions(conditions);
  const days = rule.coolDownDays;
  const { subject } = rule;
  const heldOut =
    rule.holdoutPercent === 0
      ? ''
      : ` ${rule.holdoutPercent}% of the accounts are held out, so that its effect can be told.`;
  if (rule.trigger === 'level')
    return `${subject === 'contact' ? 'For each contact of a customer: as' : 'As'} long as ${said}, ${days <= 1 ? 'every day' : `every ${counted(days, 'day')}`} for each ${subject}.${heldOut}`;
  const often =
    days === 0
      ? ''
      : `, at most once in ${counted(days, 'day')} for ${subject === 'account' ? 'an account' : 'a contact'}`;
  const whom = subject === 'contact' ? 'For each contact of a customer: as' : 'As';
  return `${whom} soon as ${said}${often}.${heldOut}`;
}

const ctaWords = {
  risk: 'a risk CTA',
  opportunity: 'an opportunity CTA',
  lifecycle: 'a lifecycle CTA',
  activity: 'an activity CTA',
} as const;
const mailedWords = {
  champion: 'the champion',
  admin: 'each admin of the account',
  'every-contact': 'every contact',
  contact: 'the contact',
} as const;

/** Names of what actions name; null: not there any more. */
export interface ActionNames {
  template(id: string): string | null;
  sequence(id: string): string | null;
}

/** What an action does, in a sentence. */
export function sayAction(action: RuleAction, names: ActionNames): string {
  switch (action.kind) {
    case 'cta':
      return `Opens ${ctaWords[action.type]}${named(action.title)}, due ${dueWords(action.dueWorkingDays)}${wakeWords(action)}.`;
    case 'email': {
      const name = action.templateId === null ? null : names.template(action.templateId);
      return `Mails ${name === null ? 'a template that is not chosen yet' : `“${name}”`} to ${mailedWords[action.to]}.`;
    }
    case 'sequence': {
      const name = action.sequenceId === null ? null : names.sequence(action.sequenceId);
      return `Lets ${mailedWords[action.to]} into ${name === null ? 'a sequence that is not chosen yet' : `the sequence “${name}”`}.`;
    }
    case 'playbook':
      return `Starts the playbook${named(action.title)} with ${counted(action.tasks.length, 'task')}, as ${ctaWords[action.type ?? 'activity']}${wakeWords(action)}.`;
    case 'points':
      return `Awards the account ${counted(action.points, 'point')}.`;
    case 'notification':
      return `Tells whoever has the account, on the desktop${action.text.trim() === '' ? '' : `: “${action.text.trim()}”`}.`;
  }
}

/** A snooze goes before a rule, unless that says so. */
function wakeWords({ wakes }: { readonly wakes?: boolean | undefined }): string {
  return wakes === true ? ', and wakes it where it is snoozed' : '';
}

function named(title: string): string {
  return title.trim() === '' ? '' : ` “${title.trim()}”`;
}

function dueWords(workingDays: number): string {
  return workingDays === 0 ? 'the same day' : `in ${counted(workingDays, 'working day')}`;
}
