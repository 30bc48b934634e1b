import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ClientBase } from 'pg';
import {
  beyondReach,
  certificateLines,
  exportLines,
  planLines,
} from '../../../src-preload/contract/privacy-words';
import { eraseAgain } from '../../company/privacy/erase-again';
import { type ErasureAsked, erasePerson } from '../../company/privacy/erase-person';
import { erasureStatus } from '../../company/privacy/erasure-status';
import { exportPerson } from '../../company/privacy/export-person';
import { exportedCounts } from '../../company/privacy/exported-counts';
import { readCertificates, rememberedErasures } from '../../company/privacy/remembered-erasures';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { addRetentionCommands } from './privacy-retention';
import { urlOption } from './url-option';
import { type TeamFlags, withTeam } from './with-team';

/** `steward privacy …`: what is done with a person's data on request; for whoever looks after the company. */
export function addPrivacyCommand(program: Command): void {
  const privacy = program.command('privacy').description('Export or erase a person’s data on request.');
  const command = (name: string, description: string) =>
    privacy.command(name).description(description).addOption(urlOption()).option('--json', 'report as JSON');
  const ofPerson = (name: string, description: string) =>
    command(name, description)
      .option('--email <address>', 'whose data it is: everybody who has this address')
      .option('--contact <id>', 'or the one contact that has this id of the company’s own')
      .option('--account <id>', 'of which account, by its id; needed where several have a contact of that id')
      .option('--name <name...>', 'what texts call the person besides the name in the list of users');
  ofPerson('erase', 'Erase a contact from the company’s database and from every desktop.')
    .option('--again', 'instead of one person, all who were erased and are back since a dump was restored')
    .option(
      '--from <certificate...>',
      'with --again: certificates of erasures that the database may have forgotten',
    )
    .option('--apply', 'do it; without this it only says what would be done')
    .option('--certificate <file>', 'write down what was removed where, as JSON')
    .action(runErase);
  ofPerson('export', 'Write down everything that the company’s database holds about a contact.')
    .requiredOption('--to <file>', 'the file, JSON; there must be none of that name')
    .action(runExport);
  command('status', 'What was removed where, and which desktops are waited for.').action(runStatus);
  addRetentionCommands(privacy);
}

interface PersonFlags extends TeamFlags {
  readonly email?: string;
  readonly contact?: string;
  readonly account?: string;
  readonly name?: readonly string[];
}

/** @throws StewardError `invalid_input` where nobody is named, or by two things at once */
function personAsked({ email, contact, account, name }: PersonFlags): ErasureAsked {
  const names = name ?? [];
  if (email !== undefined && contact === undefined && account === undefined) return { email, names };
  if (email === undefined && contact !== undefined) return { contact, account, names };
  throw new StewardError(
    'invalid_input',
    'Say whose data it is: by --email and an address, or by --contact and the company’s own id of the contact, with --account where several accounts have one of that id. Nothing was changed.',
  );
}

interface EraseFlags extends PersonFlags {
  readonly again?: true;
  readonly from?: readonly string[];
  readonly apply?: true;
  readonly certificate?: string;
}

function runErase(flags: EraseFlags): Promise<void> {
  return withTeam(flags, async (client) => {
    const erasure = await (flags.again
      ? erasedAgain(client, flags)
      : erasePerson(client, personAsked(flags), flags.apply === true));
    if (!erasure.done)
      return {
        report: erasure,
        words: [...planLines(erasure), 'Nothing was changed. Add --apply to do it; it can’t be undone.'],
      };
    const certificate = await erasureStatus(
      client,
      erasure.contacts.flatMap((contact) => contact.erasure ?? []),
    );
    if (flags.certificate !== undefined) {
      const remembered = await rememberedErasures(
        client,
        certificate.map(({ erasure: number }) => number),
      );
      const kept = certificate.map((status) => ({ ...status, remembered: remembered.get(status.erasure) }));
      await writeCertificate(flags.certificate, kept);
    }
    return {
      report: { ...erasure, certificate },
      words: [
        ...certificateLines(certificate),
        beyondReach,
        'How far it has come later: steward privacy status',
      ],
    };
  });
}

async function erasedAgain(client: ClientBase, { email, contact, account, name, from, apply }: EraseFlags) {
  if ([email, contact, account, name].some((flag) => flag !== undefined))
    throw new StewardError(
      'invalid_input',
      '--again is of all who were erased before: leave out --email, --contact, --account and --name. Nothing was changed.',
    );
  return eraseAgain(client, await readCertificates(from ?? []), apply === true);
}

interface ExportFlags extends PersonFlags {
  readonly to: string;
}

function runExport(flags: ExportFlags): Promise<void> {
  return withTeam(flags, async (client) => {
    const found = await exportPerson(client, personAsked(flags));
    const why = await writeAnew(flags.to, found);
    if (why !== null) throw new StewardError('invalid_input', `Nothing was written to ${flags.to}: ${why}.`);
    const counts = exportedCounts(found, flags.to);
    return {
      report: { file: flags.to, rows: counts.rows, mentions: counts.mentions },
      words: exportLines(counts),
    };
  });
}

function runStatus(flags: TeamFlags): Promise<void> {
  return withTeam(flags, async (client) => {
    const statuses = await erasureStatus(client, null);
    return { report: statuses, words: certificateLines(statuses) };
  });
}

/** @throws StewardError that says that the erasure itself is done */
async function writeCertificate(file: string, certificate: unknown): Promise<void> {
  const why = await writeAnew(file, certificate);
  if (why === null) return;
  throw new StewardError(
    'invalid_input',
    `The person is erased, but the certificate is not in ${file}: ${why}. “steward privacy status” says the same.`,
  );
}

/** Readable by its writer alone. @returns why it was not written; null where it was */
async function writeAnew(file: string, content: unknown): Promise<string | null> {
  try {
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return null;
  } catch (error) {
    return errorCode(error) === 'EEXIST' ? 'there is a file of that name already' : 'it could not be written';
  }
}
