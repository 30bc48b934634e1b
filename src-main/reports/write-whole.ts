import { rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { errorCode } from '../lib/error-code';
import { StewardError } from '../lib/steward-error';

/**
 * Lets a file appear whole or not at all: it is written beside its place and takes it once it is complete.
 * @throws StewardError where the file can't be written; what `write` throws
 */
export async function writeWhole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw notWritten(error, path);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it can only be read',
  ENOENT: 'the folder is not there any more',
  ENOTDIR: 'the folder is not there any more',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EISDIR: 'a folder of that name is there',
  EBUSY: 'another program has the file open',
  ETXTBSY: 'another program has the file open',
  ENAMETOOLONG: 'the name is too long',
};

/** What kept the file from being written, with the folder; anything else stays what it is. */
function notWritten(error: unknown, path: string): unknown {
  const reason = reasons[errorCode(error)];
  if (reason === undefined) return error;
  return new StewardError(
    'invalid_input',
    `${basename(path)} can’t be written to ${dirname(path)}: ${reason}. Choose another folder.`,
    undefined,
    { cause: error },
  );
}
