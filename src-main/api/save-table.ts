import { z } from 'zod';
import type { FileFormat } from '../../src-preload/contract/reports/files';
import { appVersion } from '../ports/app-version';
import type { OutFile } from '../reports/table';
import type { ApiContext } from './context';

/**
 * Asks where a table goes, and lets it be written there.
 * @param name of the file, without its ending @param write @returns rows written
 */
export async function saveTable(
  ctx: ApiContext,
  name: string,
  format: FileFormat,
  write: (file: OutFile) => Promise<number>,
): Promise<{ path: string | null; rows: number }> {
  const path = z
    .string()
    .nullable()
    .parse(await ctx.askShell({ kind: 'save-path', suggestedName: `${name}.${format}` }));
  if (path === null) return { path, rows: 0 };
  return { path, rows: await write({ path, format, madeAt: ctx.clock.now(), version: appVersion() }) };
}
