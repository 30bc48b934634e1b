import type { InterventionKind, RiskIndicatorId } from '../../../../src-preload/contract/domain';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import type { Advice } from './advice';
import { adviceOnIndicators } from './advice-on-facts';
import { type OpenFacts, whom, withOpenTicket } from './open-facts';

const called =
  (words: (facts: OpenFacts) => string) =>
  (facts: OpenFacts): string =>
    withOpenTicket(words(facts), facts);

/** What to do about a dimension of the score that is poor. */
export const adviceOnDimensions: Readonly<Record<AccountRisk['dimensions'][number]['dimension'], Advice>> = {
  engagement: {
    title: called((facts) => `Agree with ${whom(facts)} how people come back into the product`),
    launch: 'open_usage',
    kind: 'campaign',
  },
  adoption: {
    title: called((facts) => `Show ${whom(facts)} the parts of the product they have not found`),
    launch: 'open_usage',
    kind: 'training',
  },
  satisfaction: {
    title: called((facts) => `Ask ${whom(facts)} what they are unhappy with`),
    launch: 'open_tickets',
    kind: 'check_in',
  },
  retention: {
    title: called((facts) => `Review the contract with ${whom(facts)} before it ends`),
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  value: {
    title: called((facts) => `Agree with ${whom(facts)} on the outcomes they want, and show those reached`),
    launch: 'write_email',
    kind: 'business_review',
  },
};

/** How each kind of intervention is begun, where it helped others. */
export const adviceOfKinds: Readonly<
  Record<Exclude<InterventionKind, 'other'>, { readonly title: string; readonly launch: Advice['launch'] }>
> = {
  check_in: { title: 'Check in with them', launch: 'write_email' },
  business_review: { title: 'Hold a business review', launch: 'write_email' },
  training: { title: 'Offer a training', launch: 'open_contacts' },
  onboarding_help: { title: 'Help them get started again', launch: 'write_email' },
  executive_call: { title: 'Arrange an executive call', launch: 'open_contacts' },
  renewal_talk: { title: 'Talk about the renewal', launch: 'open_subscription' },
  success_plan: { title: 'Write a success plan with them', launch: 'write_email' },
  offer: { title: 'Make them an offer', launch: 'open_subscription' },
  campaign: { title: 'Add them to a campaign', launch: 'open_contacts' },
};

export const adviceOnDrop: Advice = {
  title: called((facts) => `Look at what fell in the score, then call ${whom(facts)} about it`),
  launch: 'open_usage',
  kind: 'check_in',
};
export const adviceOnPoorScore: Advice = {
  title: called((facts) => `Look at what makes the score poor, then make a plan with ${whom(facts)}`),
  launch: 'write_email',
  kind: 'success_plan',
};
export const adviceOnChance: Advice = {
  title: called((facts) => `Ask ${whom(facts)} how things stand and what they plan`),
  launch: 'write_email',
  kind: 'check_in',
};
export const adviceOnWorry: Advice = {
  title: called((facts) => `Talk with ${whom(facts)} about what made the pulse fall`),
  launch: 'set_pulse',
  kind: null,
};
export const adviceOnSilence: Advice = {
  title: called((facts) => `Write to ${whom(facts)}; if nobody answers in two days, call`),
  launch: 'write_email',
  kind: 'check_in',
};
export const adviceOnNoStart: Advice = {
  title: called((facts) => `Help ${whom(facts)} to get the first people started`),
  launch: 'write_email',
  kind: 'onboarding_help',
};

/** What has to be settled before a renewal is talked about, the most pressing first. */
export const openBeforeRenewal: readonly RiskIndicatorId[] = [
  'notice_given',
  'subscriptions_ended',
  'urgent_ticket_open',
  'payment_failed',
  'all_users_idle',
  'usage_collapsed',
  'champion_left',
  'detractor_response',
  'renewal_soon_and_falling',
  'seats_reduced',
  'revenue_reduced',
  'renewal_overdue',
];

/**
 * A look back at the value is for those with whom nothing stands open.
 * @param onChance about what raises the chance to leave, where that comes first
 */
export function adviceOnRenewal({ indicators }: Pick<OpenFacts, 'indicators'>, onChance?: Advice): Advice {
  const open = openBeforeRenewal.find((id) => indicators.has(id));
  if (open === undefined) return onChance === undefined ? renewal : beforeTheRenewal(onChance);
  const isEnding = open === 'notice_given' || open === 'subscriptions_ended' || open.startsWith('renewal');
  return isEnding ? adviceOnIndicators[open] : beforeTheRenewal(adviceOnIndicators[open]);
}

const renewal: Advice = {
  title: (facts) =>
    facts.band === 'healthy'
      ? `Send the renewal to ${whom(facts)} with a look back at the value reached`
      : `Agree on a plan for the open points with ${whom(facts)} before the renewal talk`,
  launch: 'open_subscription',
  kind: 'renewal_talk',
};

function beforeTheRenewal({ title, ...rest }: Advice): Advice {
  return { ...rest, title: (facts) => `${title(facts)}; the renewal comes after that` };
}
