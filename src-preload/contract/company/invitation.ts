import { z } from 'zod';
import { isPlainName } from '../plain-name';
import { readAddress } from './company-address';

/** No invitation is larger, in characters of its file. */
export const longestInvitation = 20_000;

/** An address for somebody else's machine: it has no password and names no file. */
const invitedAddressSchema = z
  .string()
  .max(4_000)
  .check((context) => {
    const problem = problemOfAddress(context.value);
    if (problem !== null) context.issues.push({ code: 'custom', message: problem, input: context.value });
  });

/**
 * What an administrator hands to somebody who is let in, as a file of JSON: where the company's database is and as whom to
 * come. It is a secret while it holds a password, and that opens nothing any more once it was changed or is out of date.
 */
export const invitationSchema = z.strictObject({
  /** What sort of file it is, and the shape it has. */
  steward: z.literal('invitation'),
  version: z.literal(1),
  /** postgres://login@server:port/database?parameters, as it is entered on the connection screen. */
  url: invitedAddressSchema,
  /** The company that the database has to be: `sync_meta.company_id`; its name is for the reader alone. */
  company: z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(200).refine(isPlainName) }),
  /** For the first sign-in alone, to be changed there; absent where it is handed over in another way. */
  password: z.string().min(12).max(200).optional(),
  /** An ISO instant in UTC: the password is good until then. */
  validUntil: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** The end of an invitation that has none: the server had the login already, with a password of its own. */
export const noEnd = '9999-12-31T00:00:00.000Z';

/** Whether whoever is invited comes with the password that the login has had, and keeps it. */
export function keepsItsPassword({ password, validUntil }: Invitation): boolean {
  return password === undefined && Date.parse(validUntil) >= Date.parse(noEnd);
}

/** @param text of the file @returns null where it is no invitation of a kind that is known */
export function readInvitation(text: string): Invitation | null {
  if (text.length > longestInvitation) return null;
  try {
    return invitationSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function problemOfAddress(url: string): string | null {
  const read = readAddress(url);
  if ('problem' in read) return read.problem;
  const { password, parameters } = read.address;
  if (password !== null) return 'the password stands apart from the address';
  if (parameters.sslrootcert ?? parameters.sslcert ?? parameters.sslkey)
    return 'files of another machine mean nothing here';
  return null;
}
