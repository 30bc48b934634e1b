import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { importAssignments, planAssignments } from '../../company/team/import-assignments';
import { StewardError } from '../../lib/steward-error';
import { assignmentLines } from './team-words';
import { type TeamFlags, withTeam } from './with-team';

/** `steward team import FILE`: whose accounts are whose, from a CSV; says what it would do, and does it when told. */
export function addImportCommand(command: (name: string, description: string) => Command): void {
  command('import', 'Give accounts to owners from a CSV with organization_id and owner_email.')
    .argument('<file>')
    .option('--apply', 'do it; without this it only says what would be done')
    .action(runImport);
}

async function runImport(path: string, flags: TeamFlags & { readonly apply?: true }): Promise<void> {
  const bytes = await readTable(path);
  await withTeam(flags, async (client) => {
    const plan = flags.apply
      ? await importAssignments(client, bytes, null)
      : await planAssignments(client, bytes);
    return {
      report: { ...plan, done: flags.apply === true },
      words: assignmentLines(plan, flags.apply === true),
    };
  });
}

const largest = 32 * 1024 * 1024;

async function readTable(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new StewardError('not_found', `There is no file ${path}.`);
  if (found.size > largest) throw new StewardError('too_large', `${path} is larger than 32 MB.`);
  return readFile(path);
}
