import { createECDH } from 'node:crypto';
import webPush from 'web-push';

export interface VapidKeys {
  /** A point of P-256, base64url: browsers subscribe by it. */
  readonly publicKey: string;
  /** Base64url. */
  readonly privateKey: string;
}

export function makeVapidKeys(): VapidKeys {
  return webPush.generateVAPIDKeys();
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

/**
 * By which a push service knows whose message it is (RFC 8292), for half a day.
 * @throws where the key is none
 */
export function vapidHeader(endpoint: string, site: string, { publicKey, privateKey }: VapidKeys): string {
  // A site on this machine, which alone may do without a certificate, is told as any other.
  const subject = site.replace(/^http:/, 'https:');
  return webPush.getVapidHeaders(new URL(endpoint).origin, subject, publicKey, privateKey, 'aes128gcm')
    .Authorization;
}
