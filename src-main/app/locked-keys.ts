import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { plainName, sealedName, storeFolder } from './store-key';
import { writePrivately } from './write-privately';

const lockedName = 'store.key.locked';
const keyFiles = [sealedName, plainName] as const;
/** Of scrypt (RFC 7914): a guess takes about half a second and 128 MB. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);
const lockedSchema = z.object({
  version: z.literal(1),
  salt: base64(16),
  nonce: base64(12),
  tag: base64(16),
  content: z.base64().max(10_000),
});
/** The files that opened the copy, as they were: one that the keychain has sealed stays sealed inside. */
const contentSchema = z.partialRecord(z.enum(keyFiles), z.base64());

/**
 * Signed out, and the copy kept: from now on its key, and that of every other copy of this connection, opens with the
 * password alone. Cut off anywhere, a copy opens as before, or is locked whole.
 */
export async function lockKeys(profileFolder: string, password: string): Promise<void> {
  for (const copy of copiesIn(profileFolder)) {
    const content = Object.fromEntries(
      keyFiles
        .filter((name) => existsSync(join(copy, name)))
        .map((name) => [name, readFileSync(join(copy, name)).toString('base64')]),
    );
    if (Object.keys(content).length === 0 || isLocked(copy)) continue;
    writePrivately(join(copy, lockedName), await sealed(JSON.stringify(content), password));
    // Once the key is written over there is nothing else: the name of what holds it has to be on the disk before.
    settleFolder(copy);
  }
  finishLocking(profileFolder);
}

/** Whether the copy of this folder was signed out and kept. */
export function isLocked(copy: string): boolean {
  return existsSync(join(copy, lockedName));
}

/** A key beside a lock is one that a crash has left: the lock counts. */
export function finishLocking(profileFolder: string): void {
  for (const copy of copiesIn(profileFolder).filter(isLocked))
    for (const name of keyFiles) for (const file of [name, `${name}.next`]) destroy(join(copy, file));
}

/**
 * Opens what was locked with this password. Copies of other companies that were locked with another one stay locked.
 * @returns whether the copy in use opens now
 */
export async function openKeys(profileFolder: string, password: string): Promise<boolean> {
  for (const copy of copiesIn(profileFolder).filter(isLocked)) {
    const content = await opened(readFileSync(join(copy, lockedName), 'utf8'), password);
    if (content === null) continue;
    for (const name of keyFiles) {
      const bytes = content[name];
      if (bytes !== undefined) writePrivately(join(copy, name), Buffer.from(bytes, 'base64'));
    }
    settleFolder(copy);
    rmSync(join(copy, lockedName));
  }
  return !isLocked(join(profileFolder, 'store'));
}

async function sealed(content: string, password: string): Promise<Buffer> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(password, salt), nonce);
  const hidden = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
  const parts = { salt, nonce, tag: cipher.getAuthTag(), content: hidden };
  const texts = Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64')]);
  return Buffer.from(JSON.stringify({ version: 1, ...Object.fromEntries(texts) }));
}

/** @returns null for another password, and for what is no lock */
async function opened(text: string, password: string): Promise<z.infer<typeof contentSchema> | null> {
  try {
    const locked = lockedSchema.parse(JSON.parse(text));
    const bytes = (part: 'salt' | 'nonce' | 'tag' | 'content') => Buffer.from(locked[part], 'base64');
    const decipher = createDecipheriv('aes-256-gcm', await keyOf(password, bytes('salt')), bytes('nonce'));
    decipher.setAuthTag(bytes('tag'));
    const content = Buffer.concat([decipher.update(bytes('content')), decipher.final()]);
    return contentSchema.parse(JSON.parse(content.toString('utf8')));
  } catch {
    return null;
  }
}

function keyOf(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function copiesIn(profileFolder: string): string[] {
  if (!existsSync(profileFolder)) return [];
  return readdirSync(profileFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && storeFolder.test(entry.name))
    .map(({ name }) => join(profileFolder, name));
}

function destroy(file: string): void {
  if (!existsSync(file)) return;
  const length = readFileSync(file).length;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(length));
  fsyncSync(descriptor);
  closeSync(descriptor);
  rmSync(file);
}

/** Windows opens no folders, and needs it not. */
function settleFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
