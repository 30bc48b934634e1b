/** One arm of a comparison: rows of accounts, each with a weight, what came of it and whose it is. */
export interface Arm {
  readonly account: Int32Array;
  readonly weight: Float64Array;
  readonly outcome: Float64Array;
}

export interface ArmMean {
  readonly mean: number;
  /** Of the mean, with rows of one account taken as one draw. */
  readonly variance: number;
  readonly accounts: number;
  /** Kish (1965): so many accounts of equal weight would be worth the same. */
  readonly effectiveAccounts: number;
}

/**
 * Weighted mean of an arm. Its variance is the sandwich clustered by account (Liang & Zeger, 1986) around the one mean:
 * around the means of strata it would vanish where a stratum holds a single row. Work: rows.
 */
export function armMean({ account, weight, outcome }: Arm): ArmMean {
  let total = 0;
  let sum = 0;
  for (let row = 0; row < account.length; row++) {
    total += weight[row] as number;
    sum += (weight[row] as number) * (outcome[row] as number);
  }
  const mean = sum / total;
  const clusters = new Map<number, { weight: number; residual: number }>();
  for (let row = 0; row < account.length; row++) {
    const id = account[row] as number;
    const own = weight[row] as number;
    const cluster = clusters.get(id) ?? { weight: 0, residual: 0 };
    cluster.weight += own;
    cluster.residual += own * ((outcome[row] as number) - mean);
    clusters.set(id, cluster);
  }
  let squares = 0;
  let weights = 0;
  for (const cluster of clusters.values()) {
    squares += cluster.residual ** 2;
    weights += cluster.weight ** 2;
  }
  return {
    mean,
    variance: squares / total ** 2,
    accounts: clusters.size,
    effectiveAccounts: total ** 2 / weights,
  };
}
