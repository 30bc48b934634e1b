import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a company folder, a temporary one by default; each value is a file's whole content. Returns the folder. */
export function writeCsvFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  folder?: string,
): string {
  const path = folder ?? makeTemporaryFolder();
  mkdirSync(path, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** The lines of a CSV file as its text. */
export function csv(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

const made: string[] = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-csv-'));
  made.push(folder);
  return folder;
}
