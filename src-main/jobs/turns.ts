import { RecurrenceRule } from 'node-schedule';
import { z } from 'zod';
import type { Turns } from './define-job';

/** The payload of a kind that recurs: whether this one is a turn of it, rather than asked for by somebody. */
export const turnSchema = z.object({ isTurn: z.boolean().optional() });

/** Every night at a time, in UTC. */
export function everyNight(
  hour: number,
  minute: number,
  priority: number,
): Turns<z.infer<typeof turnSchema>> {
  const rule = new RecurrenceRule();
  rule.tz = 'Etc/UTC';
  rule.hour = hour;
  rule.minute = minute;
  rule.second = 0;
  return { rule, priority, payload: { isTurn: true }, isTurn: (payload) => payload.isTurn !== undefined };
}
