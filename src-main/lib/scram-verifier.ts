import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** As PostgreSQL counts them itself (scram_iterations). */
const iterations = 4096;

/**
 * What PostgreSQL keeps of a password (RFC 5802, with SHA-256), to be sent in its place: the password itself then stands in
 * no statement and no server's log.
 * @param password printable ASCII, which SASLprep leaves as it is @param salt of 16 bytes by chance
 */
export function scramVerifier(password: string, salt: Uint8Array): string {
  if (!/^[\x20-\x7e]+$/.test(password)) throw new Error('a password of other letters must be prepared first');
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest();
  const parts = [Buffer.from(salt), stored, keyOf('Server Key')].map((part) => part.toString('base64'));
  return `SCRAM-SHA-256$${iterations}:${parts[0]}$${parts[1]}:${parts[2]}`;
}
