import type { People } from '../../src-main/engines/risk/advice/open-facts';
import type { Cause } from '../../src-main/engines/today/cause';
import type { RiskIndicator, RiskIndicatorId } from '../../src-preload/contract/domain';

/** A pair of a fact and an advice that no manager would take seriously. */
interface Absurd {
  readonly name: string;
  readonly holds: (facts: ReadonlySet<RiskIndicatorId>, people: People, cause: Cause | null) => boolean;
  readonly advice: RegExp;
}

const open = (id: RiskIndicatorId) => (facts: ReadonlySet<RiskIndicatorId>) => facts.has(id);
const fallsInUse: readonly RiskIndicatorId[] = ['usage_collapsed', 'all_users_idle'];

const absurd: readonly Absurd[] = [
  {
    name: 'celebrates value while an urgent ticket is open',
    holds: open('urgent_ticket_open'),
    advice: /look back at the value/,
  },
  {
    name: 'forgets the urgent ticket that is open',
    holds: (facts, _, cause) => facts.has('urgent_ticket_open') && !isOf(cause, 'owner_missing'),
    advice: /^(?!.*urgent ticket)/,
  },
  {
    name: 'celebrates value while a payment failed',
    holds: open('payment_failed'),
    advice: /look back at the value/,
  },
  {
    name: 'sends a renewal to who gave notice',
    holds: open('notice_given'),
    advice: /Send the renewal|comes after that/,
  },
  {
    name: 'sends a renewal to who has ended',
    holds: open('subscriptions_ended'),
    advice: /Send the renewal|comes after that/,
  },
  {
    name: 'trains people of whom nobody comes',
    holds: open('all_users_idle'),
    advice: /seats that nobody uses|parts of the product/,
  },
  {
    name: 'celebrates value that nobody uses',
    holds: open('all_users_idle'),
    advice: /look back at the value/,
  },
  {
    name: 'looks for a champion while one is there',
    holds: (_, { champion }) => champion !== null,
    advice: /who speaks for the product|no champion/,
  },
  {
    name: 'calls a champion who is not there',
    holds: (_, { champion }) => champion === null,
    advice: /\(champion\)|call the champion/i,
  },
  { name: 'calls an admin who is not there', holds: (_, { admin }) => admin === null, advice: /\(admin\)/ },
  {
    name: 'calls nobody although somebody is known',
    holds: (_, { champion, admin }) => champion !== null || admin !== null,
    advice: /a person there who decides/,
  },
  {
    name: 'asks a survey contact about a fall in use',
    holds: (_, __, cause) => isOf(cause, ...fallsInUse),
    advice: /answer|survey/,
  },
  {
    name: 'calls who answered though their name is known',
    holds: (_, { detractor }) => detractor !== null,
    advice: /whoever gave the bad answer/,
  },
];

function isOf(cause: Cause | null, ...ids: readonly RiskIndicatorId[]): boolean {
  return cause?.kind === 'fact' && ids.includes(cause.fact.id);
}

/** In which ways an advice contradicts what stands open with an account. @param cause null where it isn't known */
export function contradictions(
  advice: string,
  indicators: readonly Pick<RiskIndicator, 'id'>[],
  people: People,
  cause: Cause | null,
): string[] {
  const facts = new Set(indicators.map(({ id }) => id));
  return absurd
    .filter((pair) => pair.holds(facts, people, cause) && pair.advice.test(advice))
    .map(({ name }) => `${name}: ${advice}`);
}
