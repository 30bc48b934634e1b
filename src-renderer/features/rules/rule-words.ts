import type { RuleState } from '../../../src-preload/contract/rules/rule-entry';
import type { BadgeTone } from '../../ui/badge';

export const stateWords: Readonly<Record<RuleState, { word: string; tone: BadgeTone; meaning: string }>> = {
  draft: { word: 'Draft', tone: 'none', meaning: 'Being written: it counts for nothing yet' },
  preview: {
    word: 'On, preview',
    tone: 'healthy',
    meaning: 'Switched on: it says whom it addresses, and does nothing yet',
  },
  paused: { word: 'Paused', tone: 'middle', meaning: 'Switched off for a while' },
};

export const subjectWords = { account: 'Accounts' } as const;
