import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({ name: z.literal('steward'), version: z.string() });

/** The version of this Steward; works from the sources and from the built app alike, which have its package above them. */
export function appVersion(from: string = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const found = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (found.success) return found.data.version;
  }
  return 'unknown';
}
