import { z } from 'zod';
import { type CompanyAddress, readAddress, addressText as wholeText } from './company-address';

/**
 * What an address may expect of the certificate that its server shows, beside that it is sound: `sha256//` and the SHA-256
 * (base64) of the public key (SPKI, as curl has it) of the server's certificate or of an authority above it, or
 * `cert-sha256//` and that of the server's certificate itself. One of several is enough, so that a renewal can be prepared.
 */
export const pinSchema = z.string().regex(/^(sha256|cert-sha256)\/\/[A-Za-z0-9+/]{43}=$/);

/** Pins of an address, in the order in which they stand there. */
export function pinsOf({ parameters }: Pick<CompanyAddress, 'parameters'>): string[] {
  return parameters.sslpin === undefined ? [] : parameters.sslpin.split(',');
}

/** The address with these pins in place of its own; a text that is no address stays as it is. */
export function withPins(text: string, pins: readonly string[]): string {
  const read = readAddress(text);
  if ('problem' in read) return text;
  const { sslpin: _before, ...parameters } = read.address.parameters;
  const sslpin = [...new Set(pins)].join(',');
  const address = { ...read.address, parameters: sslpin === '' ? parameters : { ...parameters, sslpin } };
  return wholeText(address, address.password);
}

const shownKeySchema = z.object({
  subject: z.string().max(1000),
  /** Of the public key. */
  pin: pinSchema,
});

/** What a server shows of itself before anybody signs in: sound for its name, by an authority this machine trusts. */
export const shownCertificateSchema = z.object({
  subject: z.string().max(1000),
  issuer: z.string().max(1000),
  /** Milliseconds since 1970. */
  validUntil: z.number(),
  /** SHA-256 of the certificate as tools show it: pairs of hexadecimal digits with colons. */
  fingerprint: z.string().max(100),
  keyPin: pinSchema,
  certificatePin: pinSchema,
  /** Above it, the nearest first. */
  authorities: z.array(shownKeySchema).max(20),
});
export type ShownCertificate = z.infer<typeof shownCertificateSchema>;
