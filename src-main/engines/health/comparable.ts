/** By what an account was judged on a day. Null where it isn't known: an earlier Steward did not keep it. */
export interface JudgedBy {
  readonly configVersion: number | null;
  /** The profile that served the account. */
  readonly profile: string | null;
  /** The churn model that spoke; 0 for none. */
  readonly modelVersion: number | null;
}

/** What is another between two days. */
export type Switch = 'rules' | 'model';

/**
 * The one place where it is decided whether two days of an account may be set against each other: what differs between
 * days of other rules or another model is no news of the account. What isn't known of a day counts as the same.
 * @returns null where the two are comparable
 */
export function switchBetween(before: JudgedBy, after: JudgedBy): Switch | null {
  if (differ(before.configVersion, after.configVersion) || differ(before.profile, after.profile))
    return 'rules';
  return differ(before.modelVersion, after.modelVersion) ? 'model' : null;
}

/** The same for what is made by rules alone: scores, and levels before a model lifts them. */
export function areSameRules(
  before: Omit<JudgedBy, 'modelVersion'>,
  after: Omit<JudgedBy, 'modelVersion'>,
): boolean {
  const modelVersion = null;
  return switchBetween({ ...before, modelVersion }, { ...after, modelVersion }) === null;
}

function differ<T>(before: T | null, after: T | null): boolean {
  return before !== null && after !== null && before !== after;
}
