/**
 * The quantile of Student's t that has the probability of a standard normal one, to three digits from three degrees of
 * freedom on (Gaver & Kafadar, 1984, A retrievable recipe for inverse t).
 * @param z standard normal quantile, not below 0 @param degreesOfFreedom more than 1
 */
export function studentOfNormal(z: number, degreesOfFreedom: number): number {
  const shape = (degreesOfFreedom - 1.5) / (degreesOfFreedom - 1) ** 2;
  return Math.sqrt(degreesOfFreedom * Math.expm1(z ** 2 * shape));
}
