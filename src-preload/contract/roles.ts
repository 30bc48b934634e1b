import { z } from 'zod';

/** What a login may do in its company, the least first: each role may do what those before it may. */
export const roles = ['viewer', 'manager', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Whether a role may do what needs `least`. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
