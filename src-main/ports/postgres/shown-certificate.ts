import { createHash, X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import type { ShownCertificate } from '../../../src-preload/contract/company/pins';

/** No chain is longer; one that leads back to itself ends. */
const longestChain = 20;

/** What a server's certificate, with its chain, is known by. */
export function describeCertificate(shown: Pick<DetailedPeerCertificate, 'raw'>): ShownCertificate {
  const [own, ...above] = chainOf(shown).map(({ raw }) => new X509Certificate(raw));
  if (own === undefined) throw new Error('the server shows no certificate');
  return {
    subject: nameOf(own.subject),
    issuer: nameOf(own.issuer),
    validUntil: Date.parse(own.validTo),
    fingerprint: own.fingerprint256,
    keyPin: keyPin(own),
    certificatePin: `cert-sha256//${createHash('sha256').update(own.raw).digest('base64')}`,
    authorities: above.map((authority) => ({ subject: nameOf(authority.subject), pin: keyPin(authority) })),
  };
}

/** Whether one of the pins is of this certificate, its key, or the key of an authority above it. */
export function fitsPins(shown: ShownCertificate, pins: readonly string[]): boolean {
  const of = [shown.keyPin, shown.certificatePin, ...shown.authorities.map(({ pin }) => pin)];
  return pins.some((pin) => of.includes(pin));
}

/** As OpenSSL names it: `sha256//` and the digest of the DER of the public key (RFC 7469, 2.4). */
function keyPin({ publicKey }: X509Certificate): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return `sha256//${createHash('sha256').update(spki).digest('base64')}`;
}

function chainOf(shown: Pick<DetailedPeerCertificate, 'raw'>): Pick<DetailedPeerCertificate, 'raw'>[] {
  const chain = [shown];
  for (let last = shown; chain.length < longestChain; ) {
    const next =
      'issuerCertificate' in last ? (last.issuerCertificate as typeof shown | undefined) : undefined;
    if (next?.raw === undefined || chain.some(({ raw }) => raw.equals(next.raw))) break;
    chain.push(next);
    last = next;
  }
  return chain;
}

/** `CN=server` of several lines in one. */
function nameOf(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ').slice(0, 1000) || 'nobody';
}
