import { sigmoid } from '../../../lib/statistics/logistic';

/** What a month tells of the present counts half after so many days, a quarter after twice as many. */
const halfLife = 60;
/**
 * The whole past counts like so many departures that came just as foretold: before the latest months are looked at, their
 * departures are held to be within about a fifth (1 / sqrt(20)) of that.
 */
const priorDepartures = 20;

/**
 * Log-odds to add because accounts leave more or less often of late than over the whole past. A model fitted to all months
 * alike gives chances of the average month; what its held-out chances missed of late is expected to go on. The ratio of
 * departures to what was foretold is the mean of its posterior under a gamma prior with mean 1 (gamma-Poisson; Clayton &
 * Kaldor, 1987), so that few departures move it little. Chances in a month are small: a ratio of them is one of odds.
 * @param heldOut log-odds of each month by a fit without its account
 * @param age days since it was settled whether the account leaves in the month
 */
export function learnDrift(heldOut: Float64Array, outcome: Float64Array, age: Int32Array): number {
  let foretold = priorDepartures;
  let left = priorDepartures;
  for (let row = 0; row < outcome.length; row++) {
    const weight = 0.5 ** ((age[row] as number) / halfLife);
    foretold += weight * sigmoid(heldOut[row] as number);
    left += weight * (outcome[row] as number);
  }
  return Math.log(left / foretold);
}
