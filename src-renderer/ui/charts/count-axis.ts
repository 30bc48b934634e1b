const intervals = 4;
/** Steps that are easy to count in, in tens, hundreds and so on as well. */
const easySteps = [1, 2, 3, 4, 5, 6, 8, 10];

/** An axis of whole numbers from 0 to `highest` or a little above: four equal steps, so that two scales share their lines. */
export function countAxis(highest: number) {
  const least = Math.max(1, highest) / intervals;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  const step = power * (easySteps.find((easy) => easy * power >= least) ?? 10);
  return {
    domain: [0, intervals * step] as [number, number],
    ticks: Array.from({ length: intervals + 1 }, (_, index) => index * step),
  };
}
