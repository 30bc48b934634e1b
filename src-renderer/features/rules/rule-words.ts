import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import type { RuleState } from '../../../src-preload/contract/rules/rule-entry';
import type { BadgeTone } from '../../ui/badge';

export const stateWords: Readonly<Record<RuleState, { word: string; tone: BadgeTone; meaning: string }>> = {
  draft: { word: 'Draft', tone: 'none', meaning: 'Being written: it counts for nothing yet' },
  preview: {
    word: 'Preview',
    tone: 'none',
    meaning: 'It says whom it addresses, and does nothing',
  },
  active: { word: 'Acts', tone: 'healthy', meaning: 'Switched on: it does what it says' },
  paused: { word: 'Paused', tone: 'middle', meaning: 'Switched off for a while' },
};

export const subjectWords: Readonly<Record<FactSubject, string>> = {
  account: 'Accounts',
  contact: 'Contacts',
};
