import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Role, roles } from '../../../src-preload/contract/roles';
import { counted, plural } from '../../../src-preload/contract/words';
import { assignMember, removeMember } from '../../company/team/change-member';
import { handOverBook, planHandOver } from '../../company/team/hand-over';
import { inviteMember } from '../../company/team/invite-member';
import { listTeam } from '../../company/team/list-team';
import { StewardError } from '../../lib/steward-error';
import { addImportCommand } from './team-import';
import { writeInvitation } from './team-invitation';
import { handOverLines, membersLines } from './team-words';
import { urlOption } from './url-option';
import { type TeamFlags, withTeam } from './with-team';

/** `steward team …`: who is in the team, as what, and whose accounts are whose; for whoever looks after the company. */
export function addTeamCommand(program: Command): void {
  const team = program
    .command('team')
    .description('Look after the team: who is in it, and whose accounts are whose.');
  const command = (name: string, description: string) =>
    team.command(name).description(description).addOption(urlOption()).option('--json', 'report as JSON');

  command('list', 'Who is in the team.').action(runList);
  command(
    'add',
    'Invite somebody: make the login, with a password for the first sign-in, and its membership.',
  )
    .argument('<login>', 'the login; one that the server has already keeps its password')
    .addOption(new Option('--role <role>').choices(roles).makeOptionMandatory())
    .option('--all', 'it sees every account')
    .option(
      '--book <email>',
      'its own accounts are those whose owner has this e-mail; without --all it sees no others',
    )
    .option('--name <name>', 'what that owner is called, where no account has named the e-mail yet')
    .addOption(
      new Option('--days <days>', 'how long the password for the first sign-in is good')
        .argParser(daysOf)
        .default(7),
    )
    .option('--invitation <file>', 'write an invitation that Steward’s connection screen opens')
    .option('--without-password', 'leave the password out of that file, to be handed over in another way')
    .option('--company <name>', 'what the invitation calls the company (default: the database)')
    .action(runAdd);
  command('assign', 'Change the role of a member, or the accounts it sees; what is not named stays.')
    .argument('<login>')
    .addOption(new Option('--role <role>').choices(roles))
    .option('--all', 'it sees every account')
    .option('--only-own', 'it sees the accounts of its own book alone')
    .option('--book <email>', 'its own accounts are those whose owner has this e-mail')
    .action(runAssign);
  command('remove', 'Take a login its membership. Its desktop erases its copy at its next contact.')
    .argument('<login>')
    .action(runRemove);
  command('hand-over', 'Give every account of one owner to another, with what is open in it.')
    .requiredOption('--from <email>', 'whose accounts they are')
    .requiredOption('--to <email>', 'whose they are to be')
    .option('--apply', 'do it; without this it only says what would be done')
    .action(runHandOver);
  addImportCommand(command);
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 90) throw new InvalidArgumentError('Give 1 to 90 days.');
  return days;
}

function runList(flags: TeamFlags): Promise<void> {
  return withTeam(flags, async (client) => {
    const members = await listTeam(client);
    return { report: members, words: membersLines(members) };
  });
}

interface AddFlags extends TeamFlags {
  readonly role: Role;
  readonly all?: true;
  readonly book?: string;
  readonly name?: string;
  readonly days: number;
  readonly invitation?: string;
  readonly withoutPassword?: true;
  readonly company?: string;
}

function runAdd(login: string, flags: AddFlags): Promise<void> {
  if (flags.all === undefined && flags.book === undefined)
    throw new StewardError(
      'invalid_input',
      'Say which accounts it sees: --all, or --book EMAIL of their owner.',
    );
  return withTeam(flags, async (client) => {
    const { oneTime } = await inviteMember(client, {
      login,
      role: flags.role,
      scope: flags.all ? 'all' : 'book',
      days: flags.days,
      ...(flags.book === undefined ? {} : { managerEmail: flags.book }),
      ...(flags.name === undefined ? {} : { managerName: flags.name }),
    });
    const file = flags.invitation ?? null;
    if (file !== null) await writeInvitation(client, { ...flags, login, oneTime, file });
    const password = file === null || flags.withoutPassword ? (oneTime?.password ?? null) : null;
    const validUntil = oneTime?.validUntil.toISOString() ?? null;
    return {
      report: { login, role: flags.role, password, validUntil, invitation: file },
      words: [
        `${login} is in, as ${flags.role}, and sees ${flags.all ? 'every account' : `the accounts of ${flags.book}`}.`,
        ...(oneTime === null ? ['The server had this login already: it keeps the password it has.'] : []),
        ...(password === null
          ? []
          : [`Password for the first sign-in, good until ${validUntil}, to be changed there: ${password}`]),
        ...(file === null
          ? []
          : [`The invitation is in ${file}. Hand it over in a way that nobody else can read.`]),
      ],
    };
  });
}

interface AssignFlags extends TeamFlags {
  readonly role?: Role;
  readonly all?: true;
  readonly onlyOwn?: true;
  readonly book?: string;
}

function runAssign(login: string, { role, all, onlyOwn, book, ...flags }: AssignFlags): Promise<void> {
  if (all && onlyOwn) throw new StewardError('invalid_input', '--all and --only-own exclude one another.');
  if ([role, all, onlyOwn, book].every((said) => said === undefined))
    throw new StewardError(
      'invalid_input',
      'Say what is to change: --role, --all, --only-own or --book EMAIL.',
    );
  return withTeam(flags, async (client) => {
    const scope = all ? ('all' as const) : onlyOwn ? ('book' as const) : undefined;
    await assignMember(client, login, { role, scope, managerEmail: book });
    const members = (await listTeam(client)).filter((member) => member.login === login);
    return { report: members[0] ?? null, words: membersLines(members) };
  });
}

function runRemove(login: string, flags: TeamFlags): Promise<void> {
  return withTeam(flags, async (client) => {
    const member = (await listTeam(client)).find((one) => one.login === login);
    await removeMember(client, login);
    const left = member !== undefined && member.managerEmail !== null && member.accounts > 0 ? member : null;
    return {
      report: { login, accounts: member?.accounts ?? 0, owner: member?.managerEmail ?? null },
      words: [
        `${login} is no member any more; its desktop erases its copy at its next contact. The login itself stays in the server.`,
        ...(left === null
          ? []
          : [
              `${counted(left.accounts, 'account')} ${plural(left.accounts, 'is', 'are')} still with ${left.managerEmail}: hand them over with “steward team hand-over --from ${left.managerEmail} --to EMAIL”.`,
            ]),
      ],
    };
  });
}

interface HandOverFlags extends TeamFlags {
  readonly from: string;
  readonly to: string;
  readonly apply?: true;
}

function runHandOver(flags: HandOverFlags): Promise<void> {
  return withTeam(flags, async (client) => {
    const plan = flags.apply ? await handOverBook(client, flags, null) : await planHandOver(client, flags);
    return {
      report: { ...plan, done: flags.apply === true },
      words: handOverLines(plan, flags.apply === true),
    };
  });
}
