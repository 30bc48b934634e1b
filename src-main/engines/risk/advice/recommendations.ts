import type { RiskIndicator, RiskIndicatorId } from '../../../../src-preload/contract/domain';
import type { AccountRisk, ChurnReason, Recommendation } from '../../../../src-preload/contract/risk';
import { wholeScore } from '../../../lib/whole-score';

type Advice = Pick<Recommendation, 'title' | 'launch'>;

/** What to do about a sudden fact. */
const ofIndicators: Record<RiskIndicatorId, Advice> = {
  payment_failed: { title: 'Settle the failed payment with the customer', launch: 'open_subscription' },
  champion_left: { title: 'Find and win a new champion', launch: 'open_contacts' },
  owner_missing: { title: 'Agree who looks after this account', launch: 'open_contacts' },
  all_users_idle: { title: 'Ask why nobody uses the product any more', launch: 'write_email' },
  urgent_ticket_open: { title: 'See the urgent ticket through', launch: 'open_tickets' },
  detractor_response: { title: 'Call the person who is unhappy', launch: 'open_contacts' },
  usage_collapsed: { title: 'Find out what stopped the usage', launch: 'open_usage' },
  seats_reduced: { title: 'Talk about why seats were given back', launch: 'open_subscription' },
  renewal_soon_and_falling: { title: 'Prepare the renewal now', launch: 'open_subscription' },
};

/** What to do about a dimension of the score that is poor. */
const ofDimensions: Readonly<Record<string, Advice>> = {
  engagement: { title: 'Bring people back into the product', launch: 'open_usage' },
  adoption: { title: 'Show the parts of the product they have not found', launch: 'open_usage' },
  satisfaction: { title: 'Listen to what they are unhappy with', launch: 'open_tickets' },
  retention: { title: 'Review the contract with them before it ends', launch: 'open_subscription' },
  value: { title: 'Agree on the outcomes they want and show those reached', launch: 'write_email' },
};

/** What to do about something the churn model read: the first entry whose pattern fits the column. */
const ofColumns: readonly (readonly [pattern: RegExp, advice: Advice])[] = [
  [/outcome|value/, { title: 'Help them reach their outcomes', launch: 'write_email' }],
  [/ticket|urgent/, { title: 'Go through their tickets', launch: 'open_tickets' }],
  [/nps/, { title: 'Follow up on their answers', launch: 'open_contacts' }],
  [/pulse/, { title: 'Look at your own pulse again', launch: 'set_pulse' }],
  [/seat|active_users/, { title: 'Get more of the paid seats into use', launch: 'open_contacts' }],
  [
    /mrr|discount|billing|payment|contract/,
    { title: 'Review price and contract', launch: 'open_subscription' },
  ],
  [/events|trend|idle|breadth|rate/, { title: 'Look into how usage changed', launch: 'open_usage' }],
];

/** What adds less than half a percent point is no reason to do anything. */
const leastPoints = 0.005;
const most = 12;

/**
 * What to do, the most pressing first: serious sudden facts, what raises the chance to leave most and sets the account
 * apart, other facts, poor dimensions. The same thing to do is said once, with its strongest reason. No effect is claimed: none was measured yet.
 */
export function recommend(
  indicators: readonly RiskIndicator[],
  reasons: readonly ChurnReason[],
  dimensions: AccountRisk['dimensions'],
): Recommendation[] {
  const serious = (wanted: RiskIndicator['severity']) =>
    indicators
      .filter(({ severity }) => severity === wanted)
      .map(({ id, text }) => ({ id, because: text, ...ofIndicators[id] }));
  const read = reasons
    .filter(({ points, setsApart }) => points >= leastPoints && setsApart)
    .toSorted((left, right) => right.points - left.points)
    .flatMap(({ feature, text, points }) => {
      const advice = ofColumns.find(([pattern]) => pattern.test(feature))?.[1];
      const because = `${text} (adds ${(100 * points).toFixed(1)} points to the chance to leave within 90 days)`;
      return advice === undefined ? [] : [{ id: feature, because, ...advice }];
    });
  const weak = dimensions
    .filter(({ level }) => level === 'high')
    .toSorted((left, right) => (left.score ?? 0) - (right.score ?? 0))
    .flatMap(({ dimension, score }) => {
      const advice = ofDimensions[dimension];
      const because = `The score for ${dimension} is ${wholeScore(score ?? 0)} of 100`;
      return advice === undefined ? [] : [{ id: dimension, because, ...advice }];
    });
  const seen = new Set<string>();
  return [...serious('serious'), ...read, ...serious('watch'), ...weak]
    .filter(({ title }) => !seen.has(title) && seen.add(title))
    .slice(0, most)
    .map((advice) => ({ ...advice, effect: null }));
}
