import { z } from 'zod';
import { instantSchema } from './domain';

export const activityKinds = [
  'call',
  'meeting',
  'business_review',
  'onboarding_call',
  'renewal_talk',
] as const;
export const activityKindSchema = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof activityKindSchema>;

export const activityWords: Readonly<Record<ActivityKind, string>> = {
  call: 'Call',
  meeting: 'Meeting',
  business_review: 'Business review',
  onboarding_call: 'Onboarding call',
  renewal_talk: 'Renewal talk',
};

/** What a note begins with where it is of one of these, so that nothing is forgotten. */
export const activityOutlines: Readonly<Partial<Record<ActivityKind, string>>> = {
  business_review: 'What was reached:\n\nWhat is next:\n\nWhat holds it up:\n',
  onboarding_call: 'Where they stand:\n\nWhat was shown:\n\nWhat is open:\n',
  renewal_talk: 'What they say of it:\n\nWho decides:\n\nWhat is to be done:\n',
};

export const mostMinutes = 24 * 60;
export const mostParticipants = 50;

/** What took place, beside what was written of it. */
const activityShape = {
  kind: activityKindSchema,
  at: instantSchema,
  minutes: z.number().int().min(1).max(mostMinutes).nullable(),
};

/** As it goes up: contacts by the company's own ids of them. */
export const activityPatchSchema = z.object({
  ...activityShape,
  contacts: z.array(z.string().min(1).max(1000)).max(mostParticipants),
});
export type ActivityPatch = z.infer<typeof activityPatchSchema>;

/** As screens write it: contacts by their numbers in the copy. */
export const activityInputSchema = z.object({
  ...activityShape,
  contacts: z.array(z.number().int().positive()).max(mostParticipants),
});

/** As screens read it. Null name: a contact who left the list. */
export const activitySchema = z.object({
  ...activityShape,
  contacts: z
    .array(z.object({ id: z.number().int().positive().nullable(), name: z.string().nullable() }))
    .max(mostParticipants),
});
export type Activity = z.infer<typeof activitySchema>;
