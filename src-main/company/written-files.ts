import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What Steward wrote of a file: it may replace that, and nothing else. */
export interface WrittenFile {
  readonly bytes: number;
  /** Of those bytes, in hex. */
  readonly sha256: string;
  /** As far as it was about to write when this was noted. */
  readonly until: number;
}

const writtenSchema = z.record(
  z.string(),
  z.object({ bytes: z.int().min(0), sha256: z.string(), until: z.int().min(0) }),
);

/** Beside the files, so that it goes wherever their folder goes. */
function noteOf(folder: string): string {
  return join(folder, '.steward-wrote.json');
}

/** @returns by the file's name; empty where there is no note, or none that can be understood */
export async function readWritten(folder: string): Promise<Record<string, WrittenFile>> {
  try {
    const stats = await lstat(noteOf(folder));
    if (!stats.isFile()) return {};
    const note = writtenSchema.safeParse(JSON.parse(await readFile(noteOf(folder), 'utf8')));
    return note.success ? note.data : {};
  } catch {
    return {};
  }
}

/** Notes what was written of a file and is about to be, before it is; a crash leaves the note before or this one. */
export async function noteWritten(folder: string, name: string, file: WrittenFile | null): Promise<void> {
  const { [name]: _before, ...others } = await readWritten(folder);
  const note = file === null ? others : { ...others, [name]: file };
  // A name that nobody can have put a link at.
  const part = `${noteOf(folder)}.${randomUUID()}`;
  await writeFile(part, JSON.stringify(note), { flag: 'wx' });
  await rename(part, noteOf(folder));
}

/** Whether the file holds what was noted and nothing that anybody added or changed; a link never does. */
export async function isAsWritten(path: string, noted: WrittenFile | undefined): Promise<boolean> {
  const stats = await lstat(path);
  if (noted === undefined || !stats.isFile()) return false;
  if (stats.size < noted.bytes || stats.size > noted.until) return false;
  if (noted.bytes === 0) return true;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { end: noted.bytes - 1 })) hash.update(chunk as Buffer);
  return hash.digest('hex') === noted.sha256;
}
