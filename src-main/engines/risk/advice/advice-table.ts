import type { InterventionKind, RiskIndicatorId } from '../../../../src-preload/contract/domain';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import type { Recommendation } from '../../../../src-preload/contract/risk/advice';
import type { ChurnReason } from '../../../../src-preload/contract/risk/forecast';

/** What to do; `kind` is the kind of intervention it comes to, by whose measured effect it is judged. */
export type Advice = Pick<Recommendation, 'title' | 'launch' | 'kind'>;

/** What to do about a sudden fact. */
export const adviceOnIndicators: Record<RiskIndicatorId, Advice> = {
  payment_failed: {
    title: 'Settle the failed payment with the customer',
    launch: 'open_subscription',
    kind: null,
  },
  champion_left: { title: 'Find and win a new champion', launch: 'open_contacts', kind: 'executive_call' },
  owner_missing: { title: 'Agree who looks after this account', launch: 'open_contacts', kind: null },
  all_users_idle: {
    title: 'Ask why nobody uses the product any more',
    launch: 'write_email',
    kind: 'check_in',
  },
  urgent_ticket_open: { title: 'See the urgent ticket through', launch: 'open_tickets', kind: null },
  detractor_response: {
    title: 'Call the person who is unhappy',
    launch: 'open_contacts',
    kind: 'check_in',
  },
  usage_collapsed: { title: 'Find out what stopped the usage', launch: 'open_usage', kind: 'check_in' },
  seats_reduced: {
    title: 'Talk about why seats were given back',
    launch: 'open_subscription',
    kind: 'business_review',
  },
  renewal_soon_and_falling: {
    title: 'Prepare the renewal now',
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  notice_given: {
    title: 'Ask why they leave and what would keep them',
    launch: 'write_email',
    kind: 'executive_call',
  },
  subscriptions_ended: {
    title: 'Find out whether they have left or only the renewal is missing',
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  renewal_overdue: {
    title: 'Bring the overdue renewal to an end',
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  revenue_reduced: {
    title: 'Talk about why they pay less',
    launch: 'open_subscription',
    kind: 'business_review',
  },
};

/** What to do about a dimension of the score that is poor. */
export const adviceOnDimensions: Record<AccountRisk['dimensions'][number]['dimension'], Advice> = {
  engagement: { title: 'Bring people back into the product', launch: 'open_usage', kind: 'campaign' },
  adoption: {
    title: 'Show the parts of the product they have not found',
    launch: 'open_usage',
    kind: 'training',
  },
  satisfaction: { title: 'Listen to what they are unhappy with', launch: 'open_tickets', kind: 'check_in' },
  retention: {
    title: 'Review the contract with them before it ends',
    launch: 'open_subscription',
    kind: 'renewal_talk',
  },
  value: {
    title: 'Agree on the outcomes they want and show those reached',
    launch: 'write_email',
    kind: 'business_review',
  },
};

/** What raises the chance: more of a column, less of it, or either. */
type Raising = NonNullable<ChurnReason['raisedBy']> | 'either';

/**
 * What to do about something the churn model read: the first entry whose pattern fits the column, where what raises the
 * chance can be answered by it. Who leaves though much used needs no push to use more. Interventions have no entry: they
 * go to those in trouble, so that having had one may raise the chance, and is no reason to stop.
 */
const ofColumns: readonly (readonly [pattern: RegExp, raising: Raising, advice: Advice])[] = [
  [
    /^no_outcome$/,
    'more',
    { title: 'Help them reach their outcomes', launch: 'write_email', kind: 'success_plan' },
  ],
  [
    /outcome|value/,
    'less',
    { title: 'Help them reach their outcomes', launch: 'write_email', kind: 'success_plan' },
  ],
  [/satisfaction/, 'less', { title: 'Go through their tickets', launch: 'open_tickets', kind: null }],
  [/ticket|urgent/, 'more', { title: 'Go through their tickets', launch: 'open_tickets', kind: null }],
  [/nps/, 'less', { title: 'Follow up on their answers', launch: 'open_contacts', kind: 'check_in' }],
  [/pulse/, 'less', { title: 'Look at your own pulse again', launch: 'set_pulse', kind: null }],
  [
    /seat_use|active_users/,
    'less',
    { title: 'Get more of the paid seats into use', launch: 'open_contacts', kind: 'training' },
  ],
  [
    /mrr|discount|billing|payment|contract/,
    'either',
    { title: 'Review price and contract', launch: 'open_subscription', kind: 'renewal_talk' },
  ],
  [/idle/, 'more', { title: 'Look into how usage changed', launch: 'open_usage', kind: 'check_in' }],
  [
    /events|trend|breadth|rate/,
    'less',
    { title: 'Look into how usage changed', launch: 'open_usage', kind: 'check_in' },
  ],
];

/** @returns undefined where nothing can be done about it */
export function adviceOnReason({
  feature,
  raisedBy,
}: Pick<ChurnReason, 'feature' | 'raisedBy'>): Advice | undefined {
  const entry = ofColumns.find(([pattern]) => pattern.test(feature));
  if (entry === undefined) return undefined;
  const [, raising, advice] = entry;
  return raising === 'either' || raising === raisedBy ? advice : undefined;
}

/** How each kind of intervention is begun, where it helped others. */
export const adviceOfKinds: Record<Exclude<InterventionKind, 'other'>, Omit<Advice, 'kind'>> = {
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
