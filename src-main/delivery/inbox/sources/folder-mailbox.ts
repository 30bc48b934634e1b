import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorCode } from '../../../lib/error-code';
import { errorMessage } from '../../../lib/error-message';
import type { Clock } from '../../../ports/clock';
import type { FolderSettings } from './inbox-settings';
import { type FoundMail, type Mailbox, MailboxTrouble, mostBytes, pauseUntil } from './mailbox';

/** A file that was written so lately may not be whole yet, milliseconds. */
const stillWritten = 2_000;
/** Where files go that were looked at: those about a message, and the others. */
const places = { about: 'read', other: 'other' } as const;

/** A folder of .eml files. What was looked at is moved to a folder within it, and never deleted. */
export function folderMailbox({ path }: FolderSettings, clock: Clock): Mailbox {
  async function found(): Promise<{ file: string; at: number }[]> {
    const files = await filesIn(path);
    const known = await Promise.all(
      files.map(async (name) => {
        const file = join(path, name);
        const info = await stat(file).catch(() => null);
        return info?.isFile() ? [{ file, at: info.mtimeMs }] : [];
      }),
    );
    const whole = known.flat().filter(({ at }) => at <= clock.now() - stillWritten);
    return whole.sort((a, b) => a.at - b.at || a.file.localeCompare(b.file));
  }

  async function* mails(): AsyncGenerator<FoundMail> {
    for (const { file, at } of await found()) {
      const source = await beginningOf(file);
      if (source === null) continue;
      yield {
        at: Math.floor(at),
        source,
        async handled(isAbout) {
          const to = join(path, isAbout ? places.about : places.other);
          await mkdir(to, { recursive: true });
          await moveTo(file, to);
        },
      };
    }
  }

  return {
    name: path,
    isOwn: false,
    async open() {
      await filesIn(path);
      return { mails, changed: pauseUntil, close: () => Promise.resolve() };
    },
  };
}

/** Looks into the folder, and changes nothing. @returns how many mails lie there @throws MailboxTrouble in words */
export async function tryFolder({ path }: FolderSettings): Promise<number> {
  return (await filesIn(path)).length;
}

async function filesIn(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => /\.eml$/i.test(name));
  } catch (error) {
    throw new MailboxTrouble(`the folder ${path} can’t be read: ${errorMessage(error)}`, false, {
      cause: error,
    });
  }
}

/** @returns null where it went meanwhile: another runner had it */
async function beginningOf(file: string): Promise<Uint8Array | null> {
  try {
    const handle = await open(file);
    try {
      const bytes = Buffer.alloc(mostBytes);
      const { bytesRead } = await handle.read(bytes, 0, mostBytes, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new MailboxTrouble(`${file} can’t be read: ${errorMessage(error)}`, false, { cause: error });
  }
}

/** Beside one of the same name, and never over it. */
async function moveTo(file: string, folder: string): Promise<void> {
  const name = basename(file).replace(/\.eml$/i, '');
  const taken = new Set(await readdir(folder));
  let free = `${name}.eml`;
  for (let n = 2; taken.has(free); n += 1) free = `${name} ${n}.eml`;
  try {
    await rename(file, join(folder, free));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT')
      throw new MailboxTrouble(`${file} can’t be moved: ${errorMessage(error)}`, false);
  }
}
