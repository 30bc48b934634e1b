import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** By what a browser let itself be written to, as it gave it: base64url. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** What push services take at most, and what of that is the words: the rest is the head and the seal of one record. */
export const mostPushBytes = 4_096 - 86 - 17;

/** What is made anew for each message. */
interface Fresh {
  readonly salt: Buffer;
  /** A key of P-256, raw. */
  readonly secret: Buffer;
}

/** A message that its browser alone can read: RFC 8291, one record of aes128gcm (RFC 8188). @throws where the keys are none */
export function encryptPush(words: Buffer, { p256dh, auth }: PushKeys, fresh: Fresh = freshKeys()): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url');
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(fresh.secret);
  const ours = ecdh.getPublicKey();
  const shared = ecdh.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const key = derived(shared, Buffer.from(auth, 'base64url'), info, 32);
  const cipher = createCipheriv(
    'aes-128-gcm',
    derived(key, fresh.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    derived(key, fresh.salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(4_096);
  return Buffer.concat([
    ...[fresh.salt, size, Buffer.from([ours.length]), ours],
    // Two: it is the last record.
    ...[cipher.update(Buffer.concat([words, Buffer.from([2])])), cipher.final(), cipher.getAuthTag()],
  ]);
}

function freshKeys(): Fresh {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return { salt: randomBytes(16), secret: ecdh.getPrivateKey() };
}

function derived(key: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, length));
}
