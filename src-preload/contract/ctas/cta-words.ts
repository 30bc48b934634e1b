import type { CtaEnd, CtaPriority, CtaType } from './cta-kinds';

export const ctaTypeWords: Readonly<Record<CtaType, string>> = {
  risk: 'Risk',
  opportunity: 'Opportunity',
  lifecycle: 'Lifecycle',
  activity: 'Activity',
};

export const ctaPriorityWords: Readonly<Record<CtaPriority, string>> = {
  high: 'High',
  usual: 'Usual',
  low: 'Low',
};

interface EndWords {
  readonly word: string;
  /** When it is the one to choose. */
  readonly meaning: string;
}

export const ctaEndWords: Readonly<Record<CtaEnd, EndWords>> = {
  resolved: { word: 'Resolved', meaning: 'What it was about is settled' },
  no_response: { word: 'No response', meaning: 'Nobody there answered' },
  lost: { word: 'Lost', meaning: 'It was tried, and did not help' },
  not_needed: { word: 'Not needed', meaning: 'It settled itself, or was done otherwise' },
  false_alarm: { word: 'False alarm', meaning: 'Nothing was wrong: what said so was mistaken' },
  merged: { word: 'Merged', meaning: 'Two accounts became one: the other one stands' },
};
