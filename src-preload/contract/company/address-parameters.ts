import { z } from 'zod';

/**
 * What an address may say after its `?`, in PostgreSQL's own words. Nothing else: a server, a login or options given
 * there would be used in place of the ones that are shown.
 */
export const addressParametersSchema = z.object({
  sslmode: z
    .enum(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'])
    .optional(),
  /** Files on this machine, PEM: whom to trust, and who the login is. */
  sslrootcert: z.string().min(1).max(1000).optional(),
  sslcert: z.string().min(1).max(1000).optional(),
  sslkey: z.string().min(1).max(1000).optional(),
  /** What the server's certificate has to be, too; one of them, by comma (see pins.ts). */
  sslpin: z
    .string()
    .regex(/^(cert-)?sha256\/\/[A-Za-z0-9+/]{43}=(,(cert-)?sha256\/\/[A-Za-z0-9+/]{43}=){0,9}$/)
    .optional(),
  /** Ways of proving the login that are allowed, by comma. */
  require_auth: z
    .string()
    .regex(/^(scram-sha-256|md5|password|none)(,(scram-sha-256|md5|password|none))*$/)
    .optional(),
  channel_binding: z.enum(['disable', 'prefer', 'require']).optional(),
});
export type AddressParameters = z.infer<typeof addressParametersSchema>;

const known: readonly string[] = Object.keys(addressParametersSchema.shape);
/** Values that may be named in words; paths are nobody's business but the file system's. */
const choices = {
  sslmode: addressParametersSchema.shape.sslmode.unwrap().options.join(', '),
  channel_binding: addressParametersSchema.shape.channel_binding.unwrap().options.join(', '),
  require_auth: 'scram-sha-256, md5, password, none',
} as const;

/** @param query what stands after the `?` @returns the parameters, or what is wrong as the end of a sentence */
export function readParameters(query: string): { parameters: AddressParameters } | { problem: string } {
  const given: Record<string, string> = {};
  for (const part of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...rest] = part.split('=');
    if (!known.includes(name)) {
      return {
        problem: `${/^\w{1,30}$/.test(name) ? name : 'this'} may not stand after the ?; only ${known.join(', ')} may`,
      };
    }
    if (Object.hasOwn(given, name)) return { problem: `${name} stands there twice` };
    const value = decoded(rest.join('='));
    if (value === null) return { problem: `the value of ${name} holds a % that is written %25` };
    given[name] = value;
  }
  const read = addressParametersSchema.safeParse(given);
  if (!read.success) return { problem: wrongValue(String(read.error.issues[0]?.path[0])) };
  return contradiction(read.data) ?? { parameters: read.data };
}

function wrongValue(name: string): string {
  if (name === 'sslmode' || name === 'channel_binding' || name === 'require_auth')
    return `${name} may be ${choices[name]}`;
  if (name === 'sslpin')
    return 'sslpin is sha256// and the SHA-256 of a public key in base64, or several (up to 10) by comma';
  return `${name} names no file`;
}

/** Whoever asks for two things that exclude one another would believe in the safer one. */
function contradiction(parameters: AddressParameters): { problem: string } | null {
  const { sslmode, sslrootcert, sslcert, sslkey, sslpin, channel_binding } = parameters;
  if ((sslcert === undefined) !== (sslkey === undefined))
    return { problem: 'sslcert and sslkey go together' };
  if ((sslmode === 'disable' || sslmode === 'no-verify') && sslrootcert !== undefined)
    return { problem: `sslrootcert checks the server, and sslmode=${sslmode} says not to` };
  if ((sslmode === 'disable' || sslmode === 'no-verify') && sslpin !== undefined)
    return { problem: `sslpin checks the server, and sslmode=${sslmode} says not to` };
  if (sslmode === 'disable' && (sslcert !== undefined || channel_binding === 'require'))
    return { problem: 'what sslmode=disable switches off is asked for beside it' };
  return null;
}

/** @returns what follows the address, its `?` included, in the order of the list above */
export function parametersText(parameters: AddressParameters): string {
  const texts = Object.entries(addressParametersSchema.parse(parameters)).map(
    ([name, value = '']) =>
      `${name}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3D', '=')}`,
  );
  return texts.length === 0 ? '' : `?${texts.join('&')}`;
}

/** @returns null where a % begins no escape, or what is escaped is no text */
export function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return /\0/.test(plain) ? null : plain;
  } catch {
    return null;
  }
}
