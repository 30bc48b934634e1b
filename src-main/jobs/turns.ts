import { z } from 'zod';
import type { Turns } from './define-job';

/** The payload of a kind that recurs: there is nothing to say. */
export const turnSchema = z.object({});

/** Every night, so long after the company's day has begun, whatever its clocks do in that night. */
export function everyNight(
  hours: number,
  minutes: number,
  priority: number,
): Turns<z.infer<typeof turnSchema>> {
  return {
    schedule: (zone) => ({ kind: 'night', minutes: 60 * hours + minutes, zone }),
    priority,
    payload: {},
  };
}
