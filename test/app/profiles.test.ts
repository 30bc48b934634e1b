import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keychain } from '../../src-main/app/keychain';
import { createProfileDesk, type ProfileDesk } from '../../src-main/app/profile-desk';
import { readProfiles } from '../../src-main/app/profiles';
import { rememberConnection } from '../../src-main/app/remembered-connection';
import { storeKey } from '../../src-main/app/store-key';
import { eraseProfile } from '../../src-main/lib/copies/erase-profile';

const real: Keychain = {
  isReal: () => true,
  seal: (text) => Buffer.from(`sealed:${text}`),
  open: (sealed) => sealed.toString().replace('sealed:', ''),
};
const none: Keychain = { ...real, isReal: () => false };
const north = 'postgres://ann:secret@db.north.example:5432/north?sslmode=verify-full';
const south = 'postgres://ann:other@db.south.example:5432/south?sslmode=verify-full';

const noon = Date.UTC(2026, 10, 28, 12);

let userData: string;
let another: number;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'steward-profiles-'));
  another = 0;
});
afterEach(() => rmSync(userData, { recursive: true }));

/** As at each start of Steward. */
function start({
  keychain = real,
  given = null,
}: {
  keychain?: Keychain;
  given?: string | null;
} = {}): ProfileDesk {
  return createProfileDesk({
    ...{ userData, keychain, given, erase: eraseProfile },
    onAnother: () => {
      another += 1;
    },
    now: () => noon,
  });
}

/** The engine opens the copy: it has a store then, a backup, and a log. @returns the key's folder */
function use(desk: ProfileDesk, what: string): string {
  const { storeFile, logFile } = desk.toOpen();
  const folder = dirname(storeFile);
  storeKey(folder, real);
  for (const file of [
    storeFile,
    `${storeFile}-wal`,
    `${storeFile}.backup`,
    `${storeFile}.damaged-1`,
    logFile,
  ])
    writeFileSync(file, what);
  return folder;
}

const listOf = (desk: ProfileDesk) => desk.change({ change: 'none' });
const names = async (desk: ProfileDesk) => (await listOf(desk)).profiles.map(({ name }) => name);

function filesWith(text: string): string[] {
  return readdirSync(userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file, 'utf8').includes(text));
}

describe('connections by name', () => {
  it('begin as the one that Steward had before there were any, where its copy already is', async () => {
    const { storeFile, companyUrl } = start().toOpen();
    expect([storeFile, companyUrl]).toEqual([join(userData, 'store', 'steward.db'), null]);
    expect(await listOf(start())).toEqual({
      open: 'first',
      profiles: [{ id: 'first', name: null, address: null }],
    });
  });

  it('have each a copy, a key and a password of its own, though login and server be the same', async () => {
    const desk = start();
    await desk.keepConnection(north);
    const first = use(desk, 'of the north');
    await desk.change({ change: 'add', name: 'South' });
    expect(another).toBe(1);
    expect(desk.toOpen().companyUrl).toBeNull();
    await desk.keepConnection(south);
    const second = use(desk, 'of the south');
    expect(second).not.toBe(first);
    expect(storeKey(second, real).key).not.toBe(storeKey(first, real).key);
    await desk.change({ change: 'open', id: 'first' });
    expect(desk.toOpen()).toMatchObject({ companyUrl: north, storeFile: join(first, 'steward.db') });
  });

  it('show the address that an earlier Steward had kept for its only one', async () => {
    rememberConnection(userData, north, real);
    const desk = start();
    expect(desk.toOpen().companyUrl).toBe(north);
    expect((await listOf(desk)).profiles).toMatchObject([{ address: north.replace(':secret', '') }]);
  });

  it('open at the next start as at the last one, and keep names and addresses, never a password', async () => {
    const desk = start();
    await desk.change({ change: 'rename', id: 'first', name: ' North ' });
    await desk.keepConnection(north);
    await desk.change({ change: 'add', name: 'South' });
    desk.toOpen();
    await desk.keepConnection(south);
    const again = start();
    expect(again.toOpen().companyUrl).toBe(south);
    expect((await listOf(again)).profiles).toMatchObject([
      { name: 'North', address: north.replace(':secret', '') },
      { name: 'South', address: south.replace(':other', '') },
    ]);
    expect(readFileSync(join(userData, 'profiles.json'), 'utf8')).not.toMatch(/secret|other/);
    expect(statSync(join(userData, 'profiles.json')).mode & 0o777).toBe(0o600);
  });

  it('an engine that is still at the one before keeps its address there, and nowhere once that is removed', async () => {
    const desk = start();
    desk.toOpen();
    await desk.change({ change: 'add', name: 'South' });
    expect(await desk.keepConnection(north)).toBe('kept');
    expect(desk.toOpen().companyUrl).toBeNull();
    await desk.change({ change: 'open', id: 'first' });
    expect(desk.toOpen().companyUrl).toBe(north);
    await desk.change({ change: 'remove', id: 'first' });
    expect(await desk.keepConnection(north)).toBe('not kept');
    desk.toOpen();
    expect(filesWith('secret')).toEqual([]);
  });

  it('send by a mail server of their own, whose password is kept by the keychain alone, until it is turned off', async () => {
    const desk = start();
    desk.toOpen();
    await desk.keepConnection(north);
    const account = 'smtps://ann:mail-secret@mail.example:465';
    expect(desk.keepMailAccount(account)).toBe('kept');
    expect(start().toOpen().mailAccount).toBe(account);
    await desk.change({ change: 'add', name: 'South' });
    expect(desk.toOpen().mailAccount).toBeNull();
    await desk.change({ change: 'open', id: 'first' });
    expect(desk.toOpen().mailAccount).toBe(account);
    desk.keepMailAccount(null);
    expect(desk.toOpen().mailAccount).toBeNull();
    expect(start().toOpen().mailAccount).toBeNull();
    desk.keepMailAccount(account);
    desk.signedOutBy('ada');
    expect(start().toOpen().mailAccount).toBeNull();
    expect(filesWith('mail-secret')).toEqual([]);
    const asked = start({ keychain: none });
    asked.toOpen();
    expect(asked.keepMailAccount(account)).toBe('not kept');
    expect(asked.toOpen().mailAccount).toBe(account);
    expect(start({ keychain: none }).toOpen().mailAccount).toBeNull();
  });

  it('send by channels whose secrets are kept by the keychain alone, until they are turned off', async () => {
    const desk = start();
    desk.toOpen();
    await desk.keepConnection(north);
    const secrets = '{"webhook":"a-channel-secret"}';
    expect(desk.keepChannelSecrets(secrets)).toBe('kept');
    expect(start().toOpen().channelSecrets).toBe(secrets);
    await desk.change({ change: 'add', name: 'South' });
    expect(desk.toOpen().channelSecrets).toBeNull();
    await desk.change({ change: 'open', id: 'first' });
    desk.toOpen();
    desk.keepChannelSecrets(null);
    expect(start().toOpen().channelSecrets).toBeNull();
    desk.keepChannelSecrets(secrets);
    desk.signedOutBy('ada');
    expect(start().toOpen().channelSecrets).toBeNull();
    expect(filesWith('a-channel-secret')).toEqual([]);
    const asked = start({ keychain: none });
    asked.toOpen();
    expect(asked.keepChannelSecrets(secrets)).toBe('not kept');
    expect(asked.toOpen().channelSecrets).toBe(secrets);
    expect(start({ keychain: none }).toOpen().channelSecrets).toBeNull();
  });

  it('keep their own mailbox with its password, which is forgotten with the connection’s', async () => {
    const desk = start();
    desk.toOpen();
    await desk.keepConnection(north);
    const inbox = 'imaps://bounces:mail-secret@mail.example:993/INBOX?after=seen';
    expect(desk.keepInboxAccount(inbox)).toBe('kept');
    expect(start().toOpen()).toMatchObject({ inboxAccount: inbox, mailAccount: null });
    await desk.change({ change: 'add', name: 'South' });
    expect(desk.toOpen().inboxAccount).toBeNull();
    await desk.change({ change: 'open', id: 'first' });
    expect(desk.toOpen().inboxAccount).toBe(inbox);
    desk.keepInboxAccount(null);
    expect(start().toOpen().inboxAccount).toBeNull();
    desk.keepInboxAccount(inbox);
    desk.signedOutBy('ada');
    expect(start().toOpen().inboxAccount).toBeNull();
    expect(filesWith('mail-secret')).toEqual([]);
  });

  it('without a keychain keep a password until Steward is closed, and no longer', async () => {
    const desk = start({ keychain: none });
    expect(await desk.keepConnection(north)).toBe('not kept');
    await desk.change({ change: 'add', name: 'South' });
    await desk.change({ change: 'open', id: 'first' });
    expect(desk.toOpen().companyUrl).toBe(north);
    expect(start({ keychain: none }).toOpen().companyUrl).toBeNull();
    expect(filesWith('secret')).toEqual([]);
  });

  it('an address for this start alone is the open one’s, and no other’s', async () => {
    const desk = start({ given: north });
    expect(desk.toOpen()).toMatchObject({ companyUrl: north, companyUrlIsRemembered: false });
    await desk.change({ change: 'add', name: 'South' });
    expect(desk.toOpen()).toMatchObject({ companyUrl: null, companyUrlIsRemembered: true });
  });

  it('are refused by a name that is none, and when they are gone', async () => {
    const desk = start();
    await expect(desk.change({ change: 'open', id: crypto.randomUUID() })).rejects.toThrow(
      /not there any more/,
    );
    await expect(desk.change({ change: 'rename', id: 'first', name: '  ' })).rejects.toThrow();
    expect(await names(desk)).toEqual([null]);
    for (let more = 1; more < 50; more++) await desk.change({ change: 'add', name: `No. ${more}` });
    await expect(desk.change({ change: 'add', name: 'One too many' })).rejects.toThrow(
      /50 connections already/,
    );
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -9)],
    ['empty', () => ''],
    ['no list', () => '[]'],
    ['no object', () => 'null'],
    ['without one whole name', (text: string) => text.replace('"South"', '""')],
    ['with an id that leads elsewhere', (text: string) => text.replace('"first"', '"../../etc"')],
  ])(
    'a list that is damaged (%s) is put aside and said, and every copy stands in the new one',
    async (_how, damage) => {
      const desk = start();
      await desk.keepConnection(north);
      use(desk, 'of the north');
      await desk.change({ change: 'add', name: 'South' });
      use(desk, 'of the south');
      const list = join(userData, 'profiles.json');
      const [south] = readdirSync(join(userData, 'profiles'));
      const damaged = damage(readFileSync(list, 'utf8'));
      writeFileSync(list, damaged);
      const after = await listOf(start());
      expect(after.lost).toEqual({ at: noon, file: 'profiles.json.damaged' });
      expect(readFileSync(join(userData, 'profiles.json.damaged'), 'utf8')).toBe(damaged);
      expect(after.profiles.map(({ id }) => id).toSorted()).toEqual([south, 'first'].toSorted());
      for (const text of ['of the north', 'of the south']) expect(filesWith(text).length).toBe(5);
      const opened = start();
      await opened.change({ change: 'open', id: 'first' });
      expect(opened.toOpen()).toMatchObject({
        companyUrl: north,
        storeFile: join(userData, 'store', 'steward.db'),
      });
      // Said until somebody has read it, and no longer.
      expect((await listOf(opened)).lost).toBeDefined();
      expect((await opened.change({ change: 'read-of-loss' })).lost).toBeUndefined();
      expect((await listOf(start())).lost).toBeUndefined();
    },
  );

  it('a list that is damaged again leaves the one before where it lies', async () => {
    for (const text of ['{"one', '{"two']) {
      writeFileSync(join(userData, 'profiles.json'), text);
      start().toOpen();
    }
    expect(readFileSync(join(userData, 'profiles.json.damaged'), 'utf8')).toBe('{"one');
    expect(readFileSync(join(userData, 'profiles.json.damaged-2'), 'utf8')).toBe('{"two');
    expect((await listOf(start())).lost).toEqual({ at: noon, file: 'profiles.json.damaged-2' });
  });

  it('what was to be erased is erased, though one entry of the list is damaged', async () => {
    const desk = start();
    use(desk, 'of the north');
    await desk.change({ change: 'add', name: 'South' });
    use(desk, 'of the south');
    await desk.change({ change: 'remove', id: readProfiles(userData, noon).open });
    const list = join(userData, 'profiles.json');
    writeFileSync(list, readFileSync(list, 'utf8').replace('"name":null', '"name":7'));
    start().toOpen();
    expect(filesWith('of the south')).toEqual([]);
    expect(filesWith('of the north').length).toBe(5);
  });
});

describe('a connection that is removed', () => {
  it('is erased with its key before anything is opened again, and the others keep theirs', async () => {
    const desk = start();
    await desk.keepConnection(north);
    use(desk, 'of the north');
    mkdirSync(join(userData, 'store-of-x'));
    writeFileSync(join(userData, 'store-of-x', 'steward.db'), 'of the north, too');
    writeFileSync(join(userData, 'window.json'), 'where the window was');
    await desk.change({ change: 'add', name: 'South' });
    const south2 = use(desk, 'of the south');
    const key = storeKey(south2, real).key;
    await desk.change({ change: 'open', id: 'first' });
    await desk.change({ change: 'remove', id: 'first' });
    // As after a crash in between.
    const { storeFile } = start().toOpen();
    expect(dirname(storeFile)).toBe(south2);
    expect(filesWith('of the north')).toEqual([]);
    expect(filesWith('secret')).toEqual([]);
    expect(existsSync(join(userData, 'store'))).toBe(false);
    expect(filesWith('of the south').length).toBe(5);
    expect(storeKey(south2, real).key).toBe(key);
    expect(filesWith('where the window was').length).toBe(1);
  });

  it('leaves an empty one where it was the only one, in another place or the first’s', async () => {
    const desk = start();
    use(desk, 'of the north');
    await desk.change({ change: 'remove', id: 'first' });
    expect(desk.toOpen().companyUrl).toBeNull();
    expect(filesWith('of the north')).toEqual([]);
    use(desk, 'of the south');
    await desk.change({ change: 'remove', id: readProfiles(userData, noon).open });
    expect(desk.toOpen().storeFile).toBe(join(userData, 'store', 'steward.db'));
    expect(filesWith('of the south')).toEqual([]);
    expect(readdirSync(join(userData, 'profiles'))).toEqual([]);
  });

  it('is the one that is open, for only that one’s reader was told what waits in it', async () => {
    const desk = start();
    await desk.change({ change: 'add', name: 'South' });
    await expect(desk.change({ change: 'remove', id: 'first' })).rejects.toThrow(
      /Open this one, then remove it/,
    );
    expect(await names(desk)).toEqual([null, 'South']);
  });
});
