import type { holdReasons, waitReasons } from '../../../../src-preload/contract/rules/standing';

/** What a firing waits for that comes all the same. */
export const waitWords: Readonly<Record<(typeof waitReasons)[number], string>> = {
  day_limit: 'wait for another day: today’s limit is reached',
  stopped: 'wait: the rule is stopped',
  breaker: 'wait: the rule stopped itself, because it fired too often',
  failed: 'wait: what it does failed, and is tried again',
  other: 'wait for something that a newer Steward knows',
};

/** What an edge was held back by for good. */
export const heldWords: Readonly<Record<(typeof holdReasons)[number], string>> = {
  cool_down: 'held back by the cool-down',
  account_limit: 'held back by the limit for an account',
  contact_limit: 'held back by the limit for a contact',
  depth: 'held back: rules followed one another too often within an hour',
  other: 'held back',
};
