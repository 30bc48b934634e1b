import { createECDH, createPrivateKey, sign } from 'node:crypto';

export interface VapidKeys {
  /** A point of P-256, base64url: browsers subscribe by it. */
  readonly publicKey: string;
  /** Base64url. */
  readonly privateKey: string;
}

export function makeVapidKeys(): VapidKeys {
  const ecdh = createECDH('prime256v1');
  return {
    publicKey: ecdh.generateKeys('base64url', 'uncompressed'),
    // A key that begins with noughts is as long as the others.
    privateKey: Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()])
      .subarray(-32)
      .toString('base64url'),
  };
}

/** @returns null where it is no private key of P-256 */
export function publicKeyOf(privateKey: string): string | null {
  const secret = Buffer.from(privateKey, 'base64url');
  if (secret.length !== 32) return null;
  try {
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(secret);
    return ecdh.getPublicKey('base64url', 'uncompressed');
  } catch {
    return null;
  }
}

const halfADay = 12 * 3_600;

/**
 * By which a push service knows whose message it is (RFC 8292).
 * @param now milliseconds since 1970 @throws where the key is none
 */
export function vapidHeader(
  endpoint: string,
  site: string,
  { publicKey, privateKey }: VapidKeys,
  now: number,
): string {
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      ...{ kty: 'EC', crv: 'P-256', d: privateKey },
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const part = (said: object) => Buffer.from(JSON.stringify(said)).toString('base64url');
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now / 1000) + halfADay,
    sub: site,
  };
  const text = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${text}.${signature.toString('base64url')}, k=${publicKey}`;
}
