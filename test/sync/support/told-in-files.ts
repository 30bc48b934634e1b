import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openFile } from '../../../src-main/store/file/connection';
import { type Desk, deskKey } from './desk';

/** The files of a desk in which the traces are found: in the bytes as they lie there, or in a database that its key has opened. */
export function toldInFiles(desk: Desk, traces: RegExp): string[] {
  const folder = dirname(desk.file);
  const open = mkdtempSync(join(tmpdir(), 'steward-pages-'));
  const texts: string[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, path);
    if (!statSync(file).isFile()) continue;
    texts.push(`${path}\n${readFileSync(file, 'utf8')}`);
    if (/-wal$|-shm$|erasures$|closed$|key-id$|lock$|recovery$/.test(path)) continue;
    const copy = join(open, basename(path));
    cpSync(file, copy);
    for (const log of ['-wal', '-shm'])
      if (readdirSync(dirname(file)).includes(basename(path) + log)) cpSync(file + log, copy + log);
    const client = openFile({ file: copy, key: deskKey }, 'write');
    // Page by page, with what free space holds.
    texts.push(`${path} without encryption\n${client.serialize().toString('utf8')}`);
    client.close();
  }
  rmSync(open, { recursive: true });
  return texts.filter((text) => traces.test(text)).map((text) => text.slice(0, text.indexOf('\n')));
}
