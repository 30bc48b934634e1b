/** An area under the ROC curve with its 95 % interval; ends beyond 0 and 1 are cut. */
export interface AreaInterval {
  readonly area: number;
  readonly low: number;
  readonly high: number;
}

const halfWidth = 1.959964;

/**
 * The area with an interval that knows that rows of one cluster (the months of one account) are no independent draws: the
 * variance of the Mann-Whitney statistic of clustered data (Obuchowski, 1997, which is DeLong's, 1988, where every cluster
 * has one row). O(n log n). @returns null with fewer than two clusters with, or without, the event
 */
export function clusteredArea(
  scores: Float64Array,
  outcome: Float64Array,
  cluster: Int32Array,
): AreaInterval | null {
  const { below, above } = placements(scores, outcome);
  const clusters = new Map<number, ClusterSums>();
  let [events, others, area] = [0, 0, 0];
  outcome.forEach((happened, row) => {
    const id = cluster[row] as number;
    const own = clusters.get(id) ?? { events: 0, others: 0, eventPart: 0, otherPart: 0 };
    clusters.set(id, own);
    if (happened === 1) {
      own.events += 1;
      own.eventPart += below[row] as number;
      area += below[row] as number;
      events += 1;
    } else {
      own.others += 1;
      own.otherPart += above[row] as number;
      others += 1;
    }
  });
  area /= events;
  const all = [...clusters.values()];
  const withEvents = all.filter((own) => own.events > 0).length;
  const withOthers = all.filter((own) => own.others > 0).length;
  if (withEvents < 2 || withOthers < 2) return null;
  let [ofEvents, ofOthers, ofBoth] = [0, 0, 0];
  for (const own of all) {
    const event = own.eventPart - own.events * area;
    const other = own.otherPart - own.others * area;
    ofEvents += event ** 2;
    ofOthers += other ** 2;
    ofBoth += event * other;
  }
  const variance =
    (withEvents / (withEvents - 1)) * (ofEvents / events ** 2) +
    (withOthers / (withOthers - 1)) * (ofOthers / others ** 2) +
    (2 * all.length * ofBoth) / ((all.length - 1) * events * others);
  const reach = halfWidth * Math.sqrt(Math.max(0, variance));
  return { area, low: Math.max(0, area - reach), high: Math.min(1, area + reach) };
}

interface ClusterSums {
  events: number;
  others: number;
  eventPart: number;
  otherPart: number;
}

/** Of each row: the share of rows without the event that score below it, and of rows with it that score above; ties half. */
function placements(scores: Float64Array, outcome: Float64Array) {
  const order = Int32Array.from(scores.keys()).sort(
    (left, right) => (scores[left] as number) - (scores[right] as number),
  );
  const events = outcome.reduce((sum, happened) => sum + happened, 0);
  const others = outcome.length - events;
  const below = new Float64Array(scores.length);
  const above = new Float64Array(scores.length);
  let [eventsBelow, othersBelow] = [0, 0];
  for (let start = 0; start < order.length; ) {
    let end = start;
    let [tiedEvents, tiedOthers] = [0, 0];
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number]) {
      if (outcome[order[end] as number] === 1) tiedEvents += 1;
      else tiedOthers += 1;
      end += 1;
    }
    for (const row of order.subarray(start, end)) {
      below[row] = (othersBelow + tiedOthers / 2) / others;
      above[row] = (events - eventsBelow - tiedEvents / 2) / events;
    }
    eventsBelow += tiedEvents;
    othersBelow += tiedOthers;
    start = end;
  }
  return { below, above };
}
