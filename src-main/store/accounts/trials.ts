/**
 * Whether a subscription is a trial, as SQL over its row: what the company says, and where it doesn't, what has no price
 * and an end. A company that gives no prices at all says nothing by them.
 */
export const isTrialSql = `coalesce(is_trial,
  mrr = 0 and ended_on is not null and exists (select 1 from subscriptions where mrr > 0))`;
