import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Role, roles } from '../../../src-preload/contract/roles';
import { decimals, wholeNumber } from '../../../src-preload/contract/words';
import { type CompletableTable, completableTables } from '../../company/complete-file';
import { connectCompany } from '../../company/connect-company';
import { createCompany } from '../../company/create-company';
import { delimiterWords } from '../../company/csv-delimiter';
import { grantMember, revokeMember } from '../../company/grant-member';
import type { FileReport, LoadProgress, LoadReport } from '../../company/load-report';
import type { DecimalMark } from '../../lib/dressed-number';
import { StewardError } from '../../lib/steward-error';
import { addCurrencyCommand, moneyWords } from './company-currency';
import { addZoneCommand } from './company-zone';
import { describeKeys, gaveWayWords, notNamedRemarks, parentRemarks, removalRemarks } from './load-remarks';
import { urlOption } from './url-option';

/** `steward company …`: the company's own database, for whoever looks after it. */
export function addCompanyCommand(program: Command): void {
  const company = program.command('company').description("Make and fill the company's database.");

  company
    .command('create')
    .description('Make the schema customer_success, or bring it up to date, and load a folder of CSV files.')
    .addOption(urlOption())
    .option('--from <folder>', 'folder of CSV files, plain or .gz (docs/company-data.md)')
    .option('--set-aside <folder>', 'where rows go that can not be taken (default: set-aside in that folder)')
    .addOption(
      new Option(
        '--decimal <mark>',
        'the decimal mark of all numbers (default: each column shows its own)',
      ).choices(['.', ',']),
    )
    .addOption(
      new Option(
        '--complete <tables>',
        `files that hold every row there is (${completableTables.join(', ')}, with commas): what they no longer hold is removed`,
      ).argParser(tablesOf),
    )
    .option('--accept-deletions', 'remove also where that is a large share of all rows')
    .option('--accept-set-aside', 'remove also where rows of the complete file were set aside')
    .option('--json', 'report as JSON')
    .action(runCreate);

  company
    .command('grant')
    .description('Let a login of the server in, with a role and the accounts it sees.')
    .addOption(urlOption())
    .requiredOption('--login <login>', 'the login, made beforehand')
    .addOption(new Option('--role <role>').choices(roles).makeOptionMandatory())
    .option('--all', 'it sees every account')
    .option(
      '--book <email>',
      'its own accounts are those whose owner has this e-mail; without --all it sees no others',
    )
    .option(
      '--runner',
      'its desktop may compute for the whole company, as those of admins may that see every account',
    )
    .action(runGrant);

  company
    .command('revoke')
    .description('Take a login its access. Its desktop erases its copy at its next contact.')
    .addOption(urlOption())
    .requiredOption('--login <login>', 'the login')
    .action(runRevoke);

  addCurrencyCommand(company);
  addZoneCommand(company);
}

interface CreateFlags {
  readonly url: string;
  readonly from?: string;
  readonly setAside?: string;
  readonly decimal?: DecimalMark;
  readonly complete?: readonly CompletableTable[];
  readonly acceptDeletions?: true;
  readonly acceptSetAside?: true;
  readonly json?: true;
}

/** @throws InvalidArgumentError for a word that is no table of those */
function tablesOf(text: string): readonly CompletableTable[] {
  return text.split(',').map((word) => {
    const found = completableTables.find((table) => table === word.trim().toLowerCase());
    if (found === undefined) {
      throw new InvalidArgumentError(`“${word.trim()}” is none of ${completableTables.join(', ')}.`);
    }
    return found;
  });
}

async function runCreate(flags: CreateFlags): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const report = await createCompany({
    url: flags.url,
    ...(flags.from === undefined ? {} : { from: flags.from }),
    ...(flags.setAside === undefined ? {} : { setAside: flags.setAside }),
    ...(flags.decimal === undefined ? {} : { decimal: flags.decimal }),
    complete: {
      tables: flags.complete ?? [],
      acceptDeletions: flags.acceptDeletions === true,
      acceptSetAside: flags.acceptSetAside === true,
    },
    onProgress: startProgress(),
    signal: stop.signal,
  });
  console.log(flags.json ? JSON.stringify(report) : describeReport(report));
}

/** A line for each file on a terminal's stderr, growing as it loads; else a line now and then. */
function startProgress(): (progress: LoadProgress) => void {
  const terminal = process.stderr.isTTY === true;
  let told = performance.now();
  let began = { table: '', at: 0 };
  return (progress) => {
    if (progress.table !== began.table) began = { table: progress.table, at: performance.now() };
    const now = performance.now();
    if (now - told < (terminal ? 100 : 2000)) return;
    told = now;
    const seconds = (now - began.at) / 1000;
    const rate = seconds > 1 ? `, ${wholeNumber(progress.rows / seconds)} a second` : '';
    const line = `${progress.table}: ${wholeNumber(progress.rows)} rows (${wholeNumber(100 * progress.share)}%)${rate}`;
    process.stderr.write(terminal ? `\r\x1b[2K${line}` : `${line}\n`);
  };
}

function describeReport({
  schema,
  files,
  ignoredFiles,
  setAsideFolder,
  zone,
  money,
  seconds,
}: LoadReport): string {
  const lines = [
    schema.applied.length > 0
      ? `Schema customer_success: version ${schema.from} -> ${schema.to}.`
      : `Schema customer_success: version ${schema.to}, up to date.`,
    ...files.flatMap(describeFile),
    ...ignoredFiles.map((name) => `${name}: left out, because no table has that name.`),
  ];
  if (files.length > 0) lines.push(`Times without an offset were read as times of ${zone}.`);
  lines.push(...moneyWords(money));
  if (setAsideFolder !== null) {
    lines.push(`The rows set aside are in ${setAsideFolder}: mend them there and load that folder.`);
  }
  return [...lines, `Done in ${decimals(seconds, 1)} s.`].join('\n');
}

function describeFile(file: FileReport): string[] {
  const parts: [number, string][] = [
    [file.added, 'new'],
    [file.changed, 'changed'],
    [file.unchanged, 'unchanged'],
    [file.duplicates, 'known already'],
    [file.setAside, 'set aside'],
  ];
  const told = parts.filter(([rows]) => rows > 0).map(([rows, word]) => `${wholeNumber(rows)} ${word}`);
  const ignored =
    file.ignoredColumns.length > 0 ? ` Columns left out: ${file.ignoredColumns.join(', ')}.` : '';
  return [
    `${file.table}: ${wholeNumber(file.rows)} rows${told.length > 0 ? `: ${told.join(', ')}` : ''}.${ignored}`,
    ...remarksOf(file).map((remark) => `  ${remark}`),
    ...(file.unlisted.rows === 0
      ? []
      : [
          `  ${wholeNumber(file.unlisted.rows)} of them without a name: they speak of users who are in no list${describeKeys(file.unlisted.keys)}`,
        ]),
    ...(file.gaveWay === 0 ? [] : [`  ${wholeNumber(file.gaveWay)} ${gaveWayWords(file.table)}`]),
    ...file.reasons.map(
      ({ reason, rows, firstLine, keys }) =>
        `  ${wholeNumber(rows)} x ${reason} (first on line ${firstLine})${describeKeys(keys)}`,
    ),
  ];
}

/** How the file was read, where that is not the usual way, and what of it means nothing here. */
function remarksOf(file: FileReport): string[] {
  const { delimiter, encoding, decimalCommas, unknownUnits, parents, removal } = file;
  const remarks: string[] = [];
  if (delimiter !== ',') remarks.push(`Its cells are separated by ${delimiterWords[delimiter]}.`);
  if (encoding === 'windows-1252') {
    remarks.push(
      'Its text is not UTF-8 and was read as Windows-1252 (Latin-1); look whether names are right.',
    );
  } else if (encoding !== 'utf-8') remarks.push('Its text is UTF-16.');
  if (decimalCommas.length > 0) {
    remarks.push(`Read with decimal commas: ${decimalCommas.join(', ')}.`);
  }
  for (const { unit, rows } of unknownUnits.slice(0, 5)) {
    remarks.push(
      `${wholeNumber(rows)} x unit “${unit}” is no unit of users: no licensed seats are known of these.`,
    );
  }
  if (unknownUnits.length > 5) remarks.push(`… and ${wholeNumber(unknownUnits.length - 5)} more units.`);
  return [...remarks, ...removalRemarks(removal), ...notNamedRemarks(file), ...parentRemarks(parents)];
}

interface GrantFlags {
  readonly url: string;
  readonly login: string;
  readonly role: Role;
  readonly all?: true;
  readonly book?: string;
  readonly runner?: true;
}

async function runGrant(flags: GrantFlags): Promise<void> {
  if (flags.all === undefined && flags.book === undefined) {
    throw new StewardError(
      'invalid_input',
      'Say which accounts it sees: --all, or --book EMAIL of their owner.',
    );
  }
  const client = await connectCompany(flags.url);
  try {
    await grantMember(client, {
      login: flags.login,
      role: flags.role,
      scope: flags.all ? 'all' : 'book',
      isRunner: flags.runner === true,
      ...(flags.book === undefined ? {} : { managerEmail: flags.book }),
    });
  } finally {
    await client.end();
  }
  const accounts = flags.all ? 'every account' : `the accounts of ${flags.book}`;
  const duty = flags.runner ? ' Its desktop may compute for the whole company.' : '';
  console.log(`${flags.login} is in, as ${flags.role}, and sees ${accounts}.${duty}`);
}

async function runRevoke(flags: { readonly url: string; readonly login: string }): Promise<void> {
  const client = await connectCompany(flags.url);
  try {
    await revokeMember(client, flags.login);
  } finally {
    await client.end();
  }
  console.log(`${flags.login} has no access any more.`);
}
