import { afterQuiet, type QuietHours, untilQuiet } from './quiet-hours';

/** When a message that waited for the morning goes, at the latest so long after its quiet hours end. */
const spreadMilliseconds = 10 * 60_000;

/**
 * When something that is due may go: at once outside quiet hours; what they held back goes within minutes of their end,
 * each at a moment of its own, so that a night's messages are no burst, and never into the next quiet hours.
 * @param random 0 (included) to 1 (excluded), of the message's own
 * @returns null where quiet hours leave no hour of the day
 */
export function releaseAt(
  due: number,
  quiet: QuietHours,
  zones: readonly string[],
  random: number,
): number | null {
  const first = afterQuiet(due, quiet, zones);
  if (first === null || first === due) return first;
  const room = Math.min(spreadMilliseconds, untilQuiet(first, quiet, zones));
  return first + Math.floor(random * room);
}
