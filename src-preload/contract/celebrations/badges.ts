import { z } from 'zod';
import { badgeKinds } from './patches';

/** Steward's own, by their names; ui/badges draws them. */
export const ownBadges = [
  'key',
  'spark',
  'compass',
  'medal',
  'growth',
  'trophy',
  'megaphone',
  'flag',
  'star',
  'rocket',
  'mountain',
  'heart',
] as const;
export type OwnBadge = (typeof ownBadges)[number];

/** One of Steward's by its name, which a newer one may have more of, or of the company's by its id. */
export const badgeKeySchema = z.string().regex(/^[a-z]{1,36}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** A badge of the company's own. */
export const companyBadgeSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(badgeKinds),
  /** As a `data:` address that a picture may show, looked through once more as it was read. */
  address: z.string(),
  /** Milestones that have it, by name. */
  usedBy: z.array(z.string()),
  isPending: z.boolean(),
});
export type CompanyBadge = z.infer<typeof companyBadgeSchema>;

/** A file of a picture is no larger, in bytes. */
export const mostBadgeBytes = 64 * 1024;
