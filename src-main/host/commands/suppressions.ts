import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { importedLines } from '../../../src-preload/contract/suppression-words';
import { counted } from '../../../src-preload/contract/words';
import { everySuppression, importSuppressions } from '../../company/sending/suppressions';
import { StewardError } from '../../lib/steward-error';
import { exportSuppressions } from '../../reports/export-suppressions';
import { urlOption } from './url-option';
import { type TeamFlags, withTeam } from './with-team';

/** `steward suppressions import FILE` and `export FILE`: the addresses that get nothing, as a CSV. */
export function addSuppressionsCommand(program: Command): void {
  const suppressions = program.command('suppressions').description('Addresses that get no mail, as a CSV.');
  const command = (name: string, description: string) =>
    suppressions
      .command(name)
      .description(description)
      .argument('<file>')
      .addOption(urlOption())
      .option('--json', 'report as JSON');
  command(
    'import',
    'Add the addresses of a CSV with address (or email), and reason where it has one.',
  ).action(runImport);
  command('export', 'Write all of them to a CSV: address, reason, since when, by whom.').action(runExport);
}

const largest = 32 * 1024 * 1024;

async function runImport(path: string, flags: TeamFlags): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new StewardError('not_found', `There is no file ${path}.`);
  if (found.size > largest) throw new StewardError('too_large', `${path} is larger than 32 MB.`);
  const bytes = await readFile(path);
  await withTeam(flags, async (client) => {
    const imported = await importSuppressions(client, bytes);
    return { report: imported, words: importedLines(imported) };
  });
}

async function runExport(path: string, flags: TeamFlags): Promise<void> {
  await withTeam(flags, async (client) => {
    const written = await exportSuppressions(everySuppression(client), path);
    const left =
      written.withoutAddress === 0
        ? []
        : [
            `${counted(written.withoutAddress, 'address is', 'addresses are')} known as a digest alone, and can’t be written down; nothing goes there all the same.`,
          ];
    return {
      report: { path, ...written },
      words: [`${counted(written.rows, 'address', 'addresses')} written to ${path}.`, ...left],
    };
  });
}
