import type { Command } from 'commander';
import type { ListedSequence } from '../../../src-preload/contract/sequences/listed';
import { counted } from '../../../src-preload/contract/words';
import { enrolContacts } from '../../company/sequences/enrol-contacts';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { contactNumber } from '../../store/accounts/contact-number';
import type { Store } from '../../store/types';
import { scoringDay } from '../../work/scoring/scoring-day';
import { dryRunContact } from '../../work/sequences/dry-run-contact';
import type { Whom } from '../../work/sequences/known-facts';
import { listPeople } from '../../work/sequences/list-people';
import { listSequences } from '../../work/sequences/list-sequences';
import { refusalWords } from '../../work/sequences/refusal-words';
import { accountNamed } from './account-named';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';
import { urlOption } from './url-option';
import { type TeamFlags, withTeam } from './with-team';

/** `steward sequences list|people|dry-run|enrol`. */
export function addSequencesCommand(program: Command): void {
  const sequences = program
    .command('sequences')
    .description('Mails and tasks for one contact, one after the other, with waits between them.');
  withStoreOptions(sequences.command('list'))
    .description('What each sequence does, and how its people fare.')
    .action((flags: StoreFlags) => useStore(flags, (store) => list(store, flags)));
  withStoreOptions(sequences.command('people'))
    .description('Who is inside, what each waits for, and until when.')
    .argument('<sequence>', 'its name, or its id')
    .option('--ended', 'also those whose way is over')
    .action((name: string, flags: StoreFlags & { readonly ended?: true }) =>
      useStore(flags, (store) => people(store, name, flags)),
    );
  withStoreOptions(sequences.command('dry-run'))
    .description(
      'When it would do what, and why, for a contact who came in now. Nothing is sent, nothing is written.',
    )
    .argument('<sequence>', 'its name, or its id')
    .requiredOption('--account <id>', 'the company’s own id of the account, or its name')
    .option(
      '--contact <id>',
      'the company’s own id of a contact of it: what is asked of contacts is theirs then',
    )
    .action((name: string, flags: DryRunFlags) => useStore(flags, (store) => dryRun(store, name, flags)));
  sequences
    .command('enrol')
    .description('Let contacts of an account in. Who can’t come in is left out, and told with why.')
    .argument('<sequence>', 'its name, or its id')
    .argument('<contacts...>', 'the company’s own ids of the contacts')
    .requiredOption('--account <id>', 'the company’s own id of the account')
    .addOption(urlOption())
    .option('--json', 'report as JSON')
    .action(enrol);
}

function list(store: Store, flags: StoreFlags): void {
  const { sequences, notice } = all(store);
  if (flags.json) {
    console.log(
      JSON.stringify(
        sequences.map(({ id, name, state, sentence, lines, health }) => ({
          id,
          name,
          state,
          sentence,
          lines,
          health,
        })),
      ),
    );
    return;
  }
  if (sequences.length === 0) console.log('There is no sequence yet.');
  for (const { name, state, sentence, lines, health } of sequences) {
    console.log(
      `${name} (${state}): ${counted(health.inside, 'person is', 'people are')} inside, ${counted(health.sent, 'mail')} sent.`,
    );
    console.log(`  ${sentence}`);
    for (const [place, line] of lines.entries()) console.log(`  ${place + 1}. ${line}`);
    for (const { people: out, words } of health.exits) console.log(`  Over for ${out}: ${words}.`);
  }
  if (notice !== null) console.log(notice);
}

function people(store: Store, name: string, flags: StoreFlags & { readonly ended?: true }): void {
  const { id } = sequenceNamed(store, name);
  const found = listPeople(store.read, { sequenceId: id, withEnded: flags.ended === true });
  if (flags.json) {
    console.log(JSON.stringify(found));
    return;
  }
  console.log(`${counted(found.total, 'person', 'people')}.`);
  for (const { contact, account, step, words, until, ended } of found.people) {
    const when = until === null ? '' : ` Until ${new Date(until).toISOString()}.`;
    const now = ended === null ? `${words}${when}` : `Over: ${ended}.`;
    console.log(`${contact} at ${account}: ${step === null ? '' : `step ${step.place}. `}${now}`);
  }
}

interface DryRunFlags extends StoreFlags {
  readonly account: string;
  readonly contact?: string;
}

function dryRun(store: Store, name: string, flags: DryRunFlags): void {
  const { definition } = sequenceNamed(store, name);
  const now = systemClock.now();
  const day = scoringDay(store.read, now);
  if (day === null)
    throw new StewardError('not_ready', 'The first copy is still under way: try it once it is there.');
  const whom = whomNamed(store, flags);
  const run = dryRunContact(store.read, definition, whom, { now, day });
  if (flags.json) {
    console.log(JSON.stringify(run));
    return;
  }
  console.log(run.clocks);
  for (const { when, place, what, why } of run.lines)
    console.log(`${when}: ${place === null ? '' : `${place}. `}${what}${why === '' ? '' : ` (${why})`}`);
}

function whomNamed(store: Store, { account, contact }: DryRunFlags): Whom {
  const { id, name } = accountNamed(store.read, account);
  if (contact === undefined) return { organizationId: id, userId: null };
  const userId = contactNumber(store.read, id, contact);
  if (userId === undefined)
    throw new StewardError('not_found', `${name} has no contact with the id ${contact} in this copy.`);
  return { organizationId: id, userId };
}

async function enrol(
  sequence: string,
  contacts: readonly string[],
  flags: TeamFlags & { readonly account: string },
): Promise<void> {
  await withTeam(flags, async (client) => {
    const { entered, refused } = await enrolContacts(client, { sequence, account: flags.account, contacts });
    const words = Object.entries(refused).map(([reason, count]) => `${count}: ${refusalWords(reason)}`);
    return {
      report: { entered, refused },
      words: [`${counted(entered, 'contact')} let in.`, ...words],
    };
  });
}

function all(store: Store): ReturnType<typeof listSequences> {
  return listSequences(store.read, { role: 'viewer', login: '' });
}

function sequenceNamed(store: Store, wanted: string): ListedSequence {
  const found = all(store).sequences.find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted.trim().toLowerCase(),
  );
  if (found === undefined)
    throw new StewardError(
      'not_found',
      `There is no sequence “${wanted}” in this copy: \`steward sequences list\` names them.`,
    );
  return found;
}
