import { z } from 'zod';

/** What a link to another system may say of an account. */
export const linkPlaces = ['external_id', 'id', 'name'] as const;

const known = new RegExp(`^(${linkPlaces.join('|')})$`);

/** An https address with places such as `{external_id}`, which stands for the company's own id of the account. */
export const linkTemplateSchema = z
  .string()
  .trim()
  .max(500)
  .regex(/^https:\/\/[^\s/{}]+/, 'begin it with https:// and the name of the server')
  .refine(
    (template) => [...template.matchAll(/\{([^}]*)\}/g)].every(([, place = '']) => known.test(place)),
    `only ${linkPlaces.map((place) => `{${place}}`).join(', ')} can stand in braces`,
  );

export const accountLinkSchema = z.object({
  /** Of the other system: `CRM`, `Help desk`. */
  label: z.string().trim().min(1, 'give it a name').max(30),
  template: linkTemplateSchema,
});
export type AccountLinkTemplate = z.infer<typeof accountLinkSchema>;

export const accountLinksSchema = z.object({ links: z.array(accountLinkSchema).max(6) });

interface Linked {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
}

/** Where an account is in the other system. */
export function linkTo(template: string, { id, externalId, name }: Linked): string {
  const values = { id: String(id), external_id: externalId, name };
  return template.replace(/\{(id|external_id|name)\}/g, (_place, of: keyof typeof values) =>
    encodeURIComponent(values[of]),
  );
}
