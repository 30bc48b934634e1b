import { z } from 'zod';
import { daySchema, type Standing, standingSchema } from './domain';
import { spellDay } from './words';

/** An account's life as a customer. */
export const accountLifeSchema = z.object({
  standing: standingSchema,
  /** Leaving: the day it leaves. Ended or left: the last day as a customer. Null where no day is known. */
  day: daySchema.nullable(),
  /** In a few words, with the day. */
  text: z.string(),
  /** Times as a customer, the earliest first; `to` is null while one goes on. */
  spells: z.array(z.object({ from: daySchema, to: daySchema.nullable() })).max(1000),
});
export type AccountLife = z.infer<typeof accountLifeSchema>;

const words: Record<Standing, readonly [dated: string, undated: string]> = {
  customer: ['Customer', 'Customer'],
  leaving: ['Leaves on', 'Leaving'],
  trial: ['On trial', 'On trial'],
  ended: ['Ended after', 'Ended'],
  left: ['Left on', 'Left'],
  trial_over: ['Trial over', 'Trial over'],
};

/** How an account stands, in a few words. @param day since 1970-01-01 UTC; null where none is known */
export function standingWords(standing: Standing, day: number | null): string {
  const [dated, undated] = words[standing];
  return day === null || dated === undated ? undated : `${dated} ${spellDay(day)}`;
}
