import { sortedOrder } from '../../../lib/statistics/order';

/**
 * Area under the ROC curve: the chance that a row with the event is scored above one without, ties counting half
 * (Mann & Whitney, 1947; Hanley & McNeil, 1982). NaN when only one outcome occurs. O(n log n).
 */
export function rocArea(scores: Float64Array, outcome: Float64Array): number {
  const order = sortedOrder(scores);
  let events = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    const score = scores[order[start] as number];
    let end = start;
    let tiedEvents = 0;
    while (end < order.length && scores[order[end] as number] === score) {
      tiedEvents += outcome[order[end] as number] as number;
      end++;
    }
    events += tiedEvents;
    rankSum += tiedEvents * ((start + 1 + end) / 2);
    start = end;
  }
  const others = order.length - events;
  return (rankSum - (events * (events + 1)) / 2) / (events * others);
}
