import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivately } from './write-privately';

const noteSchema = z.object({ id: z.uuid(), of: z.string() });

/**
 * The number by which the company knows this installation: made by chance, once. A folder that was copied to another
 * machine is another installation.
 * @param machine what tells this machine from others; nothing of it but a digest is kept, on this machine alone
 */
export function deviceId(userData: string, machine = thisMachine()): string {
  const file = join(userData, 'device.json');
  const of = createHash('sha256').update(machine).digest('hex');
  const noted = existsSync(file) ? noteSchema.safeParse(parsed(readFileSync(file, 'utf8'))).data : undefined;
  if (noted?.of === of) return noted.id;
  const id = randomUUID();
  writePrivately(file, Buffer.from(JSON.stringify({ id, of })));
  return id;
}

/** Linux says by itself which machine it is; elsewhere its name has to do. */
function thisMachine(): string {
  const file = '/etc/machine-id';
  return existsSync(file) ? readFileSync(file, 'utf8') : hostname();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
