import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../checks/support/source-files';
import { apiDocument } from './support/api-document';
import { shapeOf } from './support/shape-of';

const file = join(root, 'docs', 'api.md');

test('docs/api.md says of every procedure what it takes and gives, and of every decision what it carries (STEWARD_WRITE_API=1 writes it down)', () => {
  const made = apiDocument();
  if (process.env['STEWARD_WRITE_API'] !== undefined) writeFileSync(file, made);
  expect(readFileSync(file, 'utf8')).toBe(made);
});

test('a shape says its limits, what may be left out, and every choice', () => {
  const schema = z.object({
    id: z.int().positive(),
    name: z.string().min(1).max(20).optional(),
    kind: z.enum(['a', 'b']).nullable(),
    days: z.array(z.int()).max(7),
    since: z.iso.date(),
    op: z.uuid(),
  });
  expect(shapeOf(schema, 'input')).toBe(
    '{ id: whole, name?: text (1 to 20), kind: "a" | "b" | null, days: whole[] (at most 7), since: day, op: uuid }',
  );
});
