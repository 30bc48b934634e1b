import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';

/** What tells a file from a later state of itself. */
export interface FileMark {
  readonly bytes: number;
  /** ms since 1970 */
  readonly changedAt: number;
  readonly device: number;
  readonly inode: number;
}

const chunkBytes = 256 * 1024;

/** @throws StewardError `invalid_input` for what is no file, or can't be read: it is not opened then */
export async function markFile(path: string): Promise<FileMark> {
  const stats = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return markOf(path, stats);
}

/** @throws StewardError `invalid_input` when the file is no longer what it was */
export async function refuseChanged(path: string, mark: FileMark): Promise<void> {
  requireSame(path, mark, await markFile(path));
}

/**
 * The bytes of a file, unpacked where its name ends in .gz; never more than it had when it was marked.
 * @param onRead hears how much of the file itself has been read
 * @throws StewardError `invalid_input` when the file changes meanwhile, or a packed one is damaged
 */
export async function* readBytes(
  path: string,
  mark: FileMark,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const handle = await openUnblocked(path);
  try {
    const requireUnchanged = async () => requireSame(path, mark, markOf(path, await handle.stat()));
    await requireUnchanged();
    if (mark.bytes === 0) return;
    const file = handle.createReadStream({
      highWaterMark: chunkBytes,
      end: mark.bytes - 1,
      autoClose: false,
    });
    file.on('data', () => onRead(file.bytesRead));
    const bytes = path.endsWith('.gz')
      ? pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => {}) // the error reaches the reader below
      : file;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      await requireUnchanged();
      yield chunk;
    }
    await requireUnchanged();
  } catch (error) {
    if (error instanceof StewardError) throw error;
    const words = path.endsWith('.gz') ? 'is damaged or cut off' : 'could not be read to its end';
    throw invalid(`${path} ${words} (${errorMessage(error)}). Export it again.`, error);
  } finally {
    await handle.close();
  }
}

/** A pipe that took the file's place since must not make us wait for its writer. Windows has no such flag. */
async function openUnblocked(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function markOf(path: string, stats: Stats): FileMark {
  if (!stats.isFile()) {
    throw invalid(`${path} is ${kindOf(stats)}, not a file. Put the exported file itself there.`);
  }
  return { bytes: stats.size, changedAt: stats.mtimeMs, device: stats.dev, inode: stats.ino };
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

function requireSame(path: string, before: FileMark, now: FileMark): void {
  const same =
    before.bytes === now.bytes &&
    before.changedAt === now.changedAt &&
    before.device === now.device &&
    before.inode === now.inode;
  if (same) return;
  throw invalid(
    `${path} is still being written, or was replaced while it was read. What was loaded by then stays; run it again once the file is complete.`,
  );
}

function unreadable(path: string, error: unknown): StewardError {
  const code = errorCode(error);
  if (code === 'ENOENT') return invalid(`${path} is a link to a file that is not there.`, error);
  if (code === 'ELOOP') return invalid(`${path} is a link that leads back to itself.`, error);
  return invalid(`${path} can't be read (${errorMessage(error)}).`, error);
}

function invalid(message: string, cause?: unknown): StewardError {
  return new StewardError('invalid_input', message, undefined, { cause });
}
