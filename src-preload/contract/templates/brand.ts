import { z } from 'zod';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'write something')
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029]+$/u, 'write one line');
const httpsSchema = z
  .string()
  .trim()
  .max(1000)
  .regex(/^https:\/\/[^\s\p{Cc}]+$/u, 'write an address with https://');

/** Whom all mails of the company come from, and how they look. */
export const brandSchema = z.object({
  company_name: line(300),
  postal_address: line(300),
  website: httpsSchema.nullable(),
  logo_url: httpsSchema.nullable(),
  /** Of buttons and lines. */
  color: z.string().regex(/^#[0-9a-f]{6}$/, 'write the colour as #1f5fbf'),
  sender_name: line(300),
  sender_address: line(300).regex(/^[^\s@<>]+@[^\s@<>]+$/, 'write an e-mail address'),
});
export type Brand = z.infer<typeof brandSchema>;
export const savedBrandSchema = z.object({
  brand: brandSchema,
  author: z.string(),
  /** Whether it is still on its way to the company. */
  isPending: z.boolean(),
});

/** Of a company that has not said its own. */
export const neutralColor = '#1f5fbf';
