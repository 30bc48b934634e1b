import { errorCode } from '../../lib/error-code';
import type { Door } from './door';

/** Why nothing goes up though the company's database answers; null where it does. In the manager's words. */
export function problemOf({ isThere, isMember }: Pick<Door, 'isThere' | 'isMember'>): string | null {
  if (!isThere)
    return 'The company’s database takes no decisions yet: it is of an earlier version. What you decide is kept here and goes up by itself once your administrator has run “steward company create” with this version.';
  if (!isMember)
    return 'This login is no member of the company any more. What you decided is kept here; nothing of it goes up until your administrator lets you in again.';
  return null;
}

/** What the company's database itself said, about what it was sent: no reason to leave the pull undone. */
export function isRefusalOfServer(error: unknown): boolean {
  const code = errorCode(error);
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|28|53|57)/.test(code);
}

export const unknownProblem =
  'The company’s database could not take what you decided, for a reason that Steward does not know; the log has it. It is kept here and tried again with every sync.';
