import { lstat, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { type CompanyFolder, nameOf } from './company-folder';
import { isAsWritten, readWritten } from './written-files';

/**
 * Chooses the folder for rows that can't be taken: the one asked for; else `set-aside` in the source folder, or, where
 * that holds files which are not Steward's to replace, `set-aside-2` and so on. Nothing is written yet.
 * @throws StewardError `invalid_input` for the source folder itself, by whatever way it is reached, and for a folder
 *   asked for that holds a file of the same name which Steward didn't write or somebody has worked on since
 */
export async function chooseSetAsideFolder(
  source: CompanyFolder,
  asked: string | undefined,
): Promise<string> {
  const names = source.files.map(nameOf);
  for (let attempt = 1; ; attempt += 1) {
    const folder = asked ?? join(source.path, attempt === 1 ? 'set-aside' : `set-aside-${attempt}`);
    if (await isSameFolder(folder, source.path)) {
      throw invalid("Rows can't be set aside in the folder they come from. Name another with --set-aside.");
    }
    const kept = await firstNotOurs(folder, names);
    if (kept === undefined) return folder;
    if (asked !== undefined || attempt === 100) {
      throw invalid(
        `Rows can't be set aside in ${folder}: it holds a ${kept} that Steward didn't write, or that was changed since. It was left as it is; move it away, or name another folder with --set-aside.`,
      );
    }
  }
}

/** @throws StewardError `invalid_input` when the folder can't be made */
export async function makeSetAsideFolder(folder: string): Promise<void> {
  await settingAside(folder, () => mkdir(folder, { recursive: true }));
}

/** @throws StewardError `invalid_input` with the way out, in place of what the system says */
export async function settingAside<T>(folder: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw invalid(
      `Rows can't be set aside in ${folder} (${errorMessage(error)}). Name another folder with --set-aside.`,
      error,
    );
  }
}

async function isSameFolder(left: string, right: string): Promise<boolean> {
  const [a, b] = await Promise.all([left, right].map((path) => stat(path).catch(() => null)));
  return a !== null && b !== null && a?.dev === b?.dev && a?.ino === b?.ino;
}

async function firstNotOurs(folder: string, names: readonly string[]): Promise<string | undefined> {
  const written = await settingAside(folder, () => readWritten(folder));
  for (const name of names) {
    const path = join(folder, name);
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (isThere && !(await settingAside(folder, () => isAsWritten(path, written[name])))) return name;
  }
  return undefined;
}

function invalid(message: string, cause?: unknown): StewardError {
  return new StewardError('invalid_input', message, undefined, { cause });
}
