import type { MovementKind, RevenuePart } from './revenue';

export const kindWords: Readonly<Record<MovementKind, string>> = {
  new: 'New',
  expansion: 'Expansion',
  reactivation: 'Won back',
  contraction: 'Contraction',
  churn: 'Churn',
  credits: 'Credits',
  rates: 'Exchange rates',
};

/** What counts as each, in one sentence. */
export const kindHelp: Readonly<Record<MovementKind, string>> = {
  new: 'Accounts that pay for the first time',
  expansion: 'Accounts that pay more than at the opening',
  reactivation: 'Accounts that pay again after they had left or paid nothing',
  contraction: 'Accounts that stay and pay less than at the opening',
  churn: 'Accounts whose last subscription ended',
  credits: 'Credits beyond what an account pays',
  rates: 'What exchange rates alone moved',
};

export const partWords: Readonly<Record<RevenuePart, string>> = {
  ...kindWords,
  opening: 'MRR at the opening',
  closing: 'MRR at the close',
  base: 'Base of retention',
};

/** How each figure of retention is made. */
export const retentionHelp = {
  grr: 'What accounts that paid at the opening still pay, growth left out, of what they paid then. Never above 100%.',
  nrr: 'What accounts that paid at the opening pay at the close, growth counted, of what they paid then. New and won-back accounts are in neither.',
  logos: 'Accounts that paid at the opening and never left, of all that paid then.',
} as const;
