import { type ctaTypes, mailedPeople, type RuleAction } from '../../../../src-preload/contract/rules/action';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import { counted, percentOf } from '../../../../src-preload/contract/words';

export const triggerWords: Readonly<Record<RuleDefinition['trigger'], string>> = {
  edge: 'when they come to match',
  level: 'as long as they match',
};
export const modeWords: Readonly<Record<RuleDefinition['mode'], string>> = {
  approval: 'A person approves each mail',
  automatic: 'By itself',
};
export const priorityWords: Readonly<Record<RuleDefinition['priority'], string>> = {
  high: 'Before the others',
  usual: 'As usual',
  low: 'After the others',
};
export const actionWords: Readonly<Record<RuleAction['kind'], string>> = {
  cta: 'Call to action',
  email: 'E-mail',
  sequence: 'Sequence',
  playbook: 'Playbook',
  points: 'Points',
  notification: 'Notification',
};

export const ctaTypeWords: Readonly<Record<(typeof ctaTypes)[number], string>> = {
  risk: 'Risk',
  opportunity: 'Opportunity',
  lifecycle: 'Lifecycle',
  activity: 'Activity',
};
const mailedWords: Readonly<Record<(typeof mailedPeople)[number], string>> = {
  champion: 'The champions',
  admin: 'The admins',
  'every-contact': 'Every contact',
  contact: 'The contact',
};
/** Whom an action may be for, as a choice: in a rule about contacts the one it fires for. @param chosen stays among them */
export function addresseesOf(subject: FactSubject, chosen: (typeof mailedPeople)[number]) {
  return mailedPeople
    .filter((value) => (value === 'contact') === (subject === 'contact') || value === chosen)
    .map((value) => ({ value, label: mailedWords[value] }));
}

export const lookedAtWords: Readonly<Record<FactSubject, string>> = {
  account: 'Each account',
  contact: 'Each contact',
};

interface Setting {
  readonly label: string;
  readonly words: string;
}

/** What a rule says besides its conditions and its actions, each setting in words. */
export function settingsOf(definition: RuleDefinition): Setting[] {
  const { description, trigger, clearDays, coolDownDays, limits, priority, mode, holdoutPercent } =
    definition;
  return [
    { label: 'Why it is there', words: description.trim() === '' ? 'not said' : description.trim() },
    { label: 'It looks at', words: lookedAtWords[definition.subject].toLowerCase() },
    { label: 'It fires', words: triggerWords[trigger] },
    { label: 'Armed again after', words: `${counted(clearDays, 'day')} in the clear` },
    { label: 'Not again within', words: counted(coolDownDays, 'day') },
    { label: 'Limit for an account', words: limitWords(limits.perAccount) },
    { label: 'Limit for a contact', words: limitWords(limits.perContact) },
    {
      label: 'Limit for a day',
      words: limits.perDay === null ? 'none' : `${counted(limits.perDay, 'firing')}`,
    },
    { label: 'Priority', words: priorityWords[priority] },
    { label: 'How it acts', words: modeWords[mode] },
    { label: 'Held out', words: percentOf(holdoutPercent / 100) },
  ];
}

function limitWords(limit: RuleDefinition['limits']['perAccount']): string {
  return limit === null ? 'none' : `${counted(limit.most, 'firing')} in ${counted(limit.days, 'day')}`;
}
