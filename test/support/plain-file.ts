import type { OutFile } from '../../src-main/reports/table';

/** A file of plain text, for what doesn't ask when and by what it was made. */
export function plainFile(path: string): OutFile {
  return { path, format: 'csv', madeAt: 0, version: '0.0.0' };
}
