import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  readonly text: Iterable<string> | AsyncIterable<string>;
}

/** The earliest day that a zip can say, on every clock: the same table is the same file. */
const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, compressionLevel: 6 } as const;

/** A zip file piece by piece: no more of it is in memory than the piece at hand. What an entry throws ends the stream. */
export function zip(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): Readable {
  const file = new ZipFile();
  const made = new PassThrough();
  file.outputStream.pipe(made);
  file.on('error', (error) => made.destroy(error));
  addAll(file, entries).catch((error: unknown) => made.destroy(asError(error)));
  return made;
}

/** One after the other: how many there are may depend on what was written before. */
async function addAll(file: ZipFile, entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): Promise<void> {
  for await (const { name, text } of entries) {
    const source = Readable.from(text, { objectMode: false });
    const ended = once(source, 'end');
    file.addReadStream(source, name, options);
    await ended;
  }
  file.end();
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
