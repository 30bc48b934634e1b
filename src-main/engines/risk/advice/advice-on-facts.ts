import type { RiskIndicatorId } from '../../../../src-preload/contract/domain';
import type { Advice } from './advice';
import { type OpenFacts, whom, withOpenTicket } from './open-facts';

const called =
  (words: (facts: OpenFacts) => string) =>
  (facts: OpenFacts): string =>
    withOpenTicket(words(facts), facts);

/** What to do about a sudden fact, given what else is known of the account. */
export const adviceOnIndicators: Readonly<Record<RiskIndicatorId, Advice>> = {
  payment_failed: {
    title: called((facts) => `Ask finance about the failed payment, then settle it with ${whom(facts)}`),
    launch: 'open_subscription',
    kind: null,
  },
  champion_left: { title: called(afterChampion), launch: 'open_contacts', kind: 'executive_call' },
  owner_missing: { title: () => 'Agree who looks after this account', launch: 'open_contacts', kind: null },
  all_users_idle: {
    title: called((facts) => `Call ${whom(facts)} and ask why nobody uses the product any more`),
    launch: 'write_email',
    kind: 'check_in',
  },
  urgent_ticket_open: {
    title: (facts) => `Get a date for the urgent ticket from support, then call ${whom(facts)} with it`,
    launch: 'open_tickets',
    kind: null,
  },
  detractor_response: {
    title: called(
      (facts) => `Call ${facts.people.detractor ?? 'whoever gave the bad answer'} and ask what went wrong`,
    ),
    launch: 'open_contacts',
    kind: 'check_in',
  },
  usage_collapsed: {
    title: called((facts) => `Call ${whom(facts)} and ask what stopped the use`),
    launch: 'open_usage',
    kind: 'check_in',
  },
  seats_reduced: {
    title: called((facts) => `Ask ${whom(facts)} why seats were given back, and what would win them back`),
    launch: 'open_subscription',
    kind: 'business_review',
  },
  renewal_soon_and_falling: {
    title: called((facts) => `Go through what fell with ${whom(facts)} before the renewal`),
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  notice_given: {
    title: called((facts) => `Ask ${whom(facts)} why they leave, and whether anything would change it`),
    launch: 'write_email',
    kind: 'executive_call',
  },
  subscriptions_ended: {
    title: called(
      (facts) =>
        `Ask ${whom(facts)} whether they have left; if so, have the company write it down, else the new contract`,
    ),
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  renewal_overdue: {
    title: called((facts) => `Bring the overdue renewal to an end with ${whom(facts)}`),
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  key_contact_at_risk: {
    title: called((facts) => `Call ${whom(facts)} and ask how they get on with the product`),
    launch: 'open_contacts',
    kind: 'check_in',
  },
  revenue_reduced: {
    title: called((facts) => `Ask ${whom(facts)} why they pay less, and what would win it back`),
    launch: 'open_subscription',
    kind: 'business_review',
  },
};

/** Who takes the place of a champion that left: another champion, else an admin who may know, else nobody is known. */
function afterChampion({ people: { champion, admin } }: OpenFacts): string {
  if (champion !== null) return `Ask ${champion} (champion) to take over from the champion who left`;
  if (admin !== null) return `Ask ${admin} (admin) who speaks for the product now, and win that person`;
  return 'Find out who speaks for the product there now: no champion and no admin is known';
}
