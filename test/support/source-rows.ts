import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** A row of a simulated company's files by its header's names. None of these files quotes a cell. */
export type SourceRow = Readonly<Record<string, string>>;

/** The rows of a small file. */
export function sourceRows(source: string, file: string): SourceRow[] {
  const [header = '', ...lines] = readFileSync(join(source, file), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** Hands the cells of each row of a large gzipped file to `take`, with the row's line number. */
export async function eachSourceRow(
  source: string,
  file: string,
  take: (cells: readonly string[], line: number) => void,
): Promise<void> {
  const lines = createInterface({ input: createReadStream(join(source, file)).pipe(createGunzip()) });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (number > 1) take(line.split(','), number);
  }
}
