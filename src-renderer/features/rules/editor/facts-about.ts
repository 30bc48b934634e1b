import type { Fact, FactSubject } from '../../../../src-preload/contract/rules/fact';

/** Of a contact the facts of the account hold, too; its own come first. */
export function factsAbout(subject: FactSubject, facts: readonly Fact[]): readonly Fact[] {
  const ofAccounts = facts.filter((fact) => fact.subject === 'account');
  return subject === 'account'
    ? ofAccounts
    : [...facts.filter((fact) => fact.subject === 'contact'), ...ofAccounts];
}
