/**
 * How the chances for a horizon are set right: on the logarithm of the cumulative hazard, H' = exp(centre + intercept +
 * slope * (log H - centre)). A line that rises keeps every account's rank, and no two chances become one.
 */
export interface Stretch {
  readonly centre: number;
  readonly intercept: number;
  readonly slope: number;
}

export const unstretched: Stretch = { centre: 0, intercept: 0, slope: 1 };

/** A chance set right. @param chance 0-1, of leaving within the horizon */
export function stretched({ centre, intercept, slope }: Stretch, chance: number): number {
  return -Math.expm1(-Math.exp(centre + intercept + slope * (logHazard(chance) - centre)));
}

/** So far the slope, and the logarithm of the hazard, are held to be off before unseen months are looked at. */
const priorError = 0.2;
/** Chances of a model that knew so many departures are drawn half of the way to their mean, of one that knew ten times as many a tenth. */
const fewDepartures = 5;
const leastSlope = 0.3;

export interface Foretold {
  readonly chances: Float64Array;
  /** 1 where the account left within the horizon. */
  readonly left: Float64Array;
}

/**
 * Learns the stretch from chances given for months that were not seen: Poisson's likelihood of a cumulative hazard, with a
 * normal prior around a line that draws the chances to their mean the more, the fewer departures the model knew (the
 * slope of van Houwelingen & le Cessie, 1990, is below 1 for the same reason), and leaves that mean where it is. Newton's
 * steps in two unknowns.
 * @param weight of each row: rows a month apart tell of the same departures where the horizon is longer than a month
 * @param departures the model learned from
 * @param present chances of the accounts it is for: what is drawn to their mean while no month is known
 */
export function learnStretch(
  { chances, left }: Foretold,
  weight: number,
  departures: number,
  present: Float64Array,
): Stretch {
  const usual = departures / (departures + fewDepartures);
  const of = chances.length > 0 ? chances : present;
  const mean = of.reduce((sum, chance) => sum + chance, 0) / Math.max(1, of.length);
  if (mean <= 0) return unstretched;
  const centre = logHazard(mean);
  const level = levelKept(of, centre, usual);
  const away = chances.map((chance) => logHazard(chance) - centre);
  const precision = 1 / priorError ** 2;
  let [intercept, slope] = [level, usual];
  if (chances.length === 0) return { centre, intercept, slope };
  for (let step = 0; step < 30; step++) {
    let [g0, g1] = [-precision * (intercept - level), -precision * (slope - usual)];
    let [h00, h01, h11] = [precision, 0, precision];
    away.forEach((x, row) => {
      const hazard = Math.exp(centre + intercept + slope * x);
      const gone = -Math.expm1(-hazard);
      // d log-likelihood / d log hazard, and the information in it.
      const pull = weight * ((left[row] as number) === 1 ? (hazard * (1 - gone)) / gone : -hazard);
      const info = weight * ((hazard * hazard * (1 - gone)) / gone);
      g0 += pull;
      g1 += pull * x;
      h00 += info;
      h01 += info * x;
      h11 += info * x * x;
    });
    const determinant = h00 * h11 - h01 * h01;
    const [d0, d1] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    const most = Math.max(Math.abs(d0), Math.abs(d1));
    const length = most > 0.5 ? 0.5 / most : 1;
    intercept += length * d0;
    slope += length * d1;
    if (most < 1e-10) break;
  }
  return { centre, intercept, slope: Math.max(leastSlope, slope) };
}

/** What to add so that the sum of the hazards stays: drawn together on a logarithm, large ones lose more than small ones gain. */
function levelKept(chances: Float64Array, centre: number, slope: number): number {
  let [before, after] = [0, 0];
  for (const chance of chances) {
    const away = logHazard(chance) - centre;
    before += Math.exp(away);
    after += Math.exp(slope * away);
  }
  return Math.log(before / after);
}

/** Log of the cumulative hazard behind a chance, kept finite. */
function logHazard(chance: number): number {
  return Math.log(-Math.log1p(-Math.min(Math.max(chance, 1e-12), 1 - 1e-12)));
}
