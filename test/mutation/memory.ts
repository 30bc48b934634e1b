import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { root } from '../checks/support/source-files';
import { type Mutant, mutatedText } from './mutant';
import type { Relations } from './related-tests';

const rememberedSchema = z.object({
  status: z.enum(['killed', 'survived', 'hung']),
  reason: z.string(),
  /** Of everything that the tests asked reach, as it was. */
  grounds: z.string(),
});
export type Remembered = z.infer<typeof rememberedSchema>;
const memorySchema = z.record(z.string(), rememberedSchema);

/** Verdicts of earlier runs, good as long as nothing that the tests reach has changed. */
export interface Memory {
  recall(mutant: Mutant, text: string, tests: readonly string[]): Remembered | null;
  keep(mutant: Mutant, text: string, verdict: Omit<Remembered, 'grounds'>, asked: readonly string[]): void;
  save(): void;
}

export function openMemory(file: string, relations: Relations): Memory {
  const known = existsSync(file) ? memorySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const hashes = new Map<string, string>();
  const grounds = (tests: readonly string[]) =>
    hashOf(
      [...new Set(tests.flatMap((test) => relations.reachOf(test)))]
        .toSorted()
        .map((path) => hashOfFile(hashes, path))
        .join(),
    );
  return {
    recall(mutant, text, tests) {
      const found = known[keyOf(mutant, text)];
      if (found === undefined) return null;
      const killer = tests.find((test) => found.reason.startsWith(test));
      const asked = found.status === 'killed' && killer !== undefined ? [killer] : tests;
      return found.grounds === grounds(asked) ? found : null;
    },
    keep(mutant, text, verdict, asked) {
      known[keyOf(mutant, text)] = { ...verdict, grounds: grounds(asked) };
    },
    save() {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(known));
    },
  };
}

function keyOf(mutant: Mutant, text: string): string {
  return hashOf(`${mutant.file}\n${mutatedText(text, mutant)}`);
}

function hashOfFile(hashes: Map<string, string>, path: string): string {
  const known = hashes.get(path);
  if (known !== undefined) return known;
  const hash = hashOf(readFileSync(join(root, path), 'utf8'));
  hashes.set(path, hash);
  return hash;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
