import { z } from 'zod';

/** By which mail server a desktop sends, and as whom. */
export const mailAccountInputSchema = z
  .object({
    host: z
      .string()
      .trim()
      .min(1, 'write the name of the mail server')
      .max(253)
      .regex(/^[A-Za-z0-9.:-]+$/, 'write the name of the mail server, such as smtp.acme.example'),
    port: z.number('write a number').int('write a whole number').min(1).max(65_535, 'at most 65535'),
    security: z.enum(['tls', 'starttls', 'none']),
    /** Empty: the server asks for none. */
    user: z.string().trim().max(200),
    password: z.string().max(500),
  })
  .refine(({ security, host }) => security !== 'none' || /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host), {
    message: 'without encryption mail goes to this computer alone',
    path: ['security'],
  });
export type MailAccountInput = z.infer<typeof mailAccountInputSchema>;

export const mailAccountSchema = z.object({
  /** Null: this computer sends nothing. */
  account: z
    .object({
      host: z.string(),
      port: z.number(),
      security: z.enum(['tls', 'starttls', 'none']),
      user: z.string().nullable(),
    })
    .nullable(),
  /** It was given for this start alone, by whoever started Steward. */
  isGiven: z.boolean(),
  /** Whether its password is kept beyond this session. */
  isKept: z.boolean(),
});
export type MailAccount = z.infer<typeof mailAccountSchema>;

export const mailAccountTestSchema = z.object({ ok: z.boolean(), words: z.string() });
