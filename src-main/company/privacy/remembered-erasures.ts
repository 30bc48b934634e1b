import { readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { StewardError } from '../../lib/steward-error';
import type { RememberedErasure } from './erase-again';

/** What a certificate keeps of each erasure, by its number: digests under this company's seal, which name nobody. */
export async function rememberedErasures(
  client: ClientBase,
  erasures: readonly number[],
): Promise<Map<number, RememberedErasure>> {
  const { rows } = await client.query<RememberedErasure & { erasure: number }>(
    `SELECT e.erasure_id AS erasure, m.memory::text AS memory, customer_success.memory_seal(m.memory) AS seal
       FROM customer_success.erasures e, LATERAL (SELECT customer_success.erasure_memory(e) AS memory) m
      WHERE e.erasure_id = ANY ($1)`,
    [erasures],
  );
  return new Map(rows.map(({ erasure, memory, seal }) => [erasure, { memory, seal }]));
}

const certificateSchema = z.array(
  z.object({ remembered: z.object({ memory: z.string(), seal: z.string() }).optional() }),
);

/** @throws StewardError `invalid_input` for a file that is no certificate, or one of an earlier Steward */
export async function readCertificates(files: readonly string[]): Promise<RememberedErasure[]> {
  const remembered: RememberedErasure[] = [];
  for (const file of files) {
    const found = certificateSchema.safeParse(await readJson(file));
    const erasures = found.success ? found.data.flatMap(({ remembered: one }) => one ?? []) : [];
    if (erasures.length === 0)
      throw new StewardError(
        'invalid_input',
        `${file} is no certificate that remembers an erasure: “steward privacy erase --apply --certificate FILE” writes one. Erase the person again by --email or --contact. Nothing was changed.`,
      );
    remembered.push(...erasures);
  }
  return remembered;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
