import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Keychain } from '../../src-main/app/keychain';
import { createProfileDesk, type ProfileDesk } from '../../src-main/app/profile-desk';
import { storeKey } from '../../src-main/app/store-key';
import { eraseProfile } from '../../src-main/lib/copies/erase-profile';

/** Steps that change something on the disk until the machine stops dead: of a file that is written then, half is there. */
const machine = vi.hoisted(() => ({ stepsLeft: Number.POSITIVE_INFINITY }));
vi.mock('node:fs', async (real) => {
  const fs = await real<typeof import('node:fs')>();
  const step = () => {
    machine.stepsLeft -= 1;
    if (machine.stepsLeft < 0) throw new Error('the machine stopped');
  };
  const before =
    <Args extends unknown[], Result>(act: (...args: Args) => Result) =>
    (...args: Args): Result => {
      step();
      return act(...args);
    };
  return {
    ...fs,
    chmodSync: before(fs.chmodSync),
    renameSync: before(fs.renameSync),
    rmSync: before(fs.rmSync),
    rmdirSync: before(fs.rmdirSync),
    writeSync: before((file: number, bytes: Buffer) => fs.writeSync(file, bytes)),
    writeFileSync: (file: string, content: Buffer | string, options?: object) => {
      if (machine.stepsLeft === 0) fs.writeFileSync(file, content.slice(0, content.length / 2), options);
      step();
      fs.writeFileSync(file, content, options);
    },
  };
});

// A guess takes half a second on purpose; here the password is known.
vi.mock('node:crypto', async (whole) => {
  const crypto = await whole<typeof import('node:crypto')>();
  const scrypt = (
    password: string,
    salt: Buffer,
    length: number,
    _cost: object,
    done: (error: Error | null, key: Buffer) => void,
  ) => crypto.scrypt(password, salt, length, { N: 2 }, done);
  return { ...crypto, scrypt };
});

const real: Keychain = {
  isReal: () => true,
  seal: (text) => Buffer.from(`sealed:${Buffer.from(text).toString('base64')}`),
  open: (sealed) => Buffer.from(sealed.toString().replace('sealed:', ''), 'base64').toString(),
};
const none: Keychain = { ...real, isReal: () => false };
const password = 'a password of twelve';
const url = `postgres://ann:${encodeURIComponent(password)}@db.north.example:5432/north?sslmode=verify-full`;
const withPassword = (other: string) => url.replace(encodeURIComponent(password), encodeURIComponent(other));

let userData: string;
let another: number;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'steward-sign-out-'));
  another = 0;
  machine.stepsLeft = Number.POSITIVE_INFINITY;
});
afterEach(() => {
  machine.stepsLeft = Number.POSITIVE_INFINITY;
  rmSync(userData, { recursive: true });
});

function start(keychain: Keychain, given: string | null = null): ProfileDesk {
  return createProfileDesk({
    ...{ userData, keychain, given, erase: eraseProfile, now: () => 1_000 },
    onAnother: () => {
      another += 1;
    },
  });
}

/** Somebody is signed in, and the copy has what copies have. @returns its key */
async function signedIn(desk: ProfileDesk, keychain: Keychain): Promise<string> {
  const { storeFile } = desk.toOpen();
  await desk.keepConnection(url);
  const { key } = storeKey(dirname(storeFile), keychain);
  for (const end of ['', '-wal', '.backups/1.backup', '.damaged-1']) {
    mkdirSync(dirname(`${storeFile}${end}`), { recursive: true });
    writeFileSync(`${storeFile}${end}`, 'of the north');
  }
  return key;
}

function filesWith(text: string): string[] {
  return readdirSync(userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}

/** The key as its file has it, and what a stranger would look for. */
function opensNothing(key: string, keychain: Keychain): void {
  for (const secret of [
    key,
    Buffer.from(key, 'hex'),
    keychain.seal(key),
    keychain.seal(url),
    password,
    encodeURIComponent(password),
  ])
    expect(filesWith(secret.toString('latin1'))).toEqual([]);
  for (const secret of [
    Buffer.from(key, 'hex'),
    Buffer.from(key, 'hex').toString('base64'),
    Buffer.from(key).toString('base64'),
  ])
    expect(filesWith(secret.toString())).toEqual([]);
}

const out = (copy: 'kept' | 'erased') => ({ change: 'sign-out', id: 'first', copy }) as const;
const shown = async (desk: ProfileDesk) => (await desk.change({ change: 'none' })).profiles[0];

describe.each([
  ['in the keychain', real],
  ['in a file', none],
])('signing out, with the key %s', (_where, keychain) => {
  it('and keeping the copy: no file opens it any more but with the password, and then it is the same', async () => {
    const desk = start(keychain);
    const key = await signedIn(desk, keychain);
    await desk.change(out('kept'));
    expect(another).toBe(1);
    for (const now of [desk, start(keychain), start(keychain, url)]) {
      const { isSignedOut, companyUrl, storeFile } = now.toOpen();
      expect([isSignedOut, companyUrl]).toEqual([true, null]);
      expect(storeFile).toBe(join(userData, 'signed-out', 'steward.db'));
      opensNothing(key, keychain);
    }
    expect(await shown(desk)).toMatchObject({
      address: url.replace(`:${encodeURIComponent(password)}`, ''),
      signedOut: { at: 1_000, copy: 'kept' },
    });
    await expect(desk.keepConnection(withPassword('another of twelve'))).rejects.toThrow(/not the password/);
    await expect(desk.keepConnection(withPassword(''))).rejects.toThrow(/not the password/);
    expect(desk.toOpen().isSignedOut).toBe(true);
    expect(await desk.keepConnection(url)).toBe('opens the copy');
    const { storeFile: again, companyUrl } = desk.toOpen();
    expect([again, companyUrl]).toEqual([join(userData, 'store', 'steward.db'), url]);
    expect(storeKey(dirname(again), keychain).key).toBe(key);
    expect(filesWith('of the north').length).toBe(4);
    expect((await shown(desk))?.signedOut).toBeUndefined();
  });

  it('and erasing it: key, copy, backups, damaged copies and password are gone, and the name stays', async () => {
    const desk = start(keychain);
    const key = await signedIn(desk, keychain);
    await desk.change({ change: 'rename', id: 'first', name: 'North' });
    await desk.change(out('erased'));
    const { isSignedOut, companyUrl } = desk.toOpen();
    expect([isSignedOut, companyUrl]).toEqual([false, null]);
    opensNothing(key, keychain);
    expect(filesWith('of the north')).toEqual([]);
    expect(start(keychain, url).toOpen().companyUrl).toBeNull();
    expect(await shown(desk)).toMatchObject({ name: 'North', signedOut: { copy: 'erased' } });
    expect(await desk.keepConnection(url)).not.toBe('opens the copy');
    expect((await shown(desk))?.signedOut).toBeUndefined();
    expect(desk.toOpen().companyUrl).toBe(url);
  });

  it.each(['kept', 'erased'] as const)(
    'is whole or has not begun, wherever the machine stops dead (%s)',
    async (copy) => {
      let stopped = 0;
      for (let step = 0; ; step += 1) {
        machine.stepsLeft = Number.POSITIVE_INFINITY;
        rmSync(userData, { recursive: true });
        mkdirSync(userData);
        const desk = start(keychain, keychain.isReal() ? null : url);
        const key = await signedIn(desk, keychain);
        machine.stepsLeft = step;
        const isDone = await desk.change(out(copy)).then(
          () => true,
          () => false,
        );
        if (!isDone) stopped += 1;
        const stoppedAgain = attempt(() => desk.toOpen());
        machine.stepsLeft = Number.POSITIVE_INFINITY;
        const after = start(keychain);
        const { isSignedOut, storeFile } = after.toOpen();
        const isOut = (await shown(after))?.signedOut !== undefined;
        if (!isOut) {
          expect(isSignedOut).toBe(false);
          expect(storeKey(dirname(storeFile), keychain).key).toBe(key);
          expect(filesWith('of the north').length).toBe(4);
        } else {
          opensNothing(key, keychain);
          expect(isSignedOut).toBe(copy === 'kept');
          expect(filesWith('of the north').length).toBe(copy === 'kept' ? 4 : 0);
          if (copy === 'kept') {
            await after.keepConnection(url);
            expect(storeKey(dirname(after.toOpen().storeFile), keychain).key).toBe(key);
          }
        }
        if (isDone && !stoppedAgain) break;
      }
      expect(stopped).toBeGreaterThan(3);
    },
  );
});

describe('a device that is signed out from elsewhere', () => {
  it('forgets the password, wherever the machine stops dead, and says by whom until somebody signs in', async () => {
    let isDone = false;
    for (let step = 0; !isDone; step += 1) {
      machine.stepsLeft = Number.POSITIVE_INFINITY;
      rmSync(userData, { recursive: true });
      mkdirSync(userData);
      const desk = start(real);
      await signedIn(desk, real);
      machine.stepsLeft = step;
      isDone = !attempt(() => desk.signedOutBy('ada'));
      machine.stepsLeft = Number.POSITIVE_INFINITY;
      const after = start(real);
      after.toOpen();
      after.signedOutBy('ada');
      expect(after.toOpen().companyUrl).toBeNull();
      expect(filesWith(real.seal(url).toString())).toEqual([]);
      expect(await shown(after)).toMatchObject({ signedOut: { copy: 'erased', by: 'ada' } });
      expect(await after.keepConnection(url)).toBe('kept');
      expect((await shown(after))?.signedOut).toBeUndefined();
    }
  });
});

describe('a copy that is signed out and kept', () => {
  it('opens whole or stays locked, wherever the machine stops dead while it is opened', async () => {
    let isDone = false;
    for (let step = 0; !isDone; step += 1) {
      machine.stepsLeft = Number.POSITIVE_INFINITY;
      rmSync(userData, { recursive: true });
      mkdirSync(userData);
      const key = await signedIn(start(none), none).then(async (made) => {
        const desk = start(none, url);
        await desk.change(out('kept'));
        return made;
      });
      machine.stepsLeft = step;
      isDone = await attemptLater(start(none).keepConnection(url));
      machine.stepsLeft = Number.POSITIVE_INFINITY;
      const after = start(none);
      if (after.toOpen().isSignedOut) {
        opensNothing(key, none);
        await after.keepConnection(url);
      }
      expect(storeKey(dirname(after.toOpen().storeFile), none).key).toBe(key);
    }
  });

  it('locks the copies of other companies beside it with it, and opens them with it', async () => {
    const desk = start(none);
    await signedIn(desk, none);
    const other = storeKey(join(userData, 'store-of-x'), none).key;
    await desk.change(out('kept'));
    opensNothing(other, none);
    await desk.keepConnection(url);
    expect(storeKey(join(userData, 'store-of-x'), none).key).toBe(other);
  });

  it('is given up by who has forgotten the password: it is erased, and the connection stays', async () => {
    const desk = start(real);
    await signedIn(desk, real);
    await desk.change(out('kept'));
    await desk.change({ change: 'erase-kept', id: 'first' });
    expect(desk.toOpen().isSignedOut).toBe(false);
    expect(filesWith('of the north')).toEqual([]);
    expect(existsSync(join(userData, 'store', 'store.key.locked'))).toBe(false);
    expect(await desk.keepConnection(withPassword('another of twelve'))).toBe('kept');
  });

  it('needs a password to lock it: without one nothing is changed', async () => {
    const desk = start(none, 'postgres://ann@localhost/north');
    storeKey(dirname(desk.toOpen().storeFile), none);
    await expect(desk.change(out('kept'))).rejects.toThrow(/no password that could lock/);
    expect(desk.toOpen()).toMatchObject({ isSignedOut: false, companyUrl: 'postgres://ann@localhost/north' });
  });

  it('whose lock is damaged opens with no password, and is never replaced', async () => {
    const desk = start(none, url);
    storeKey(dirname(desk.toOpen().storeFile), none);
    await desk.change(out('kept'));
    const file = join(userData, 'store', 'store.key.locked');
    for (const text of ['', '{}', '{"version":1,"salt":"","nonce":"","tag":"","content":""}', 'null']) {
      writeFileSync(file, text);
      await expect(desk.keepConnection(url)).rejects.toThrow(/not the password/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });
});

/** @returns whether the machine stopped in it */
function attempt(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

/** @returns whether it was done */
async function attemptLater(act: Promise<unknown>): Promise<boolean> {
  return act.then(
    () => true,
    () => false,
  );
}
