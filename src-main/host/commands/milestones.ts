import type { Command } from 'commander';
import type { AccountPlan } from '../../../src-preload/contract/milestones/milestones';
import { uncountedWords } from '../../../src-preload/contract/milestones/uncounted-words';
import { counted, percentOf, spellDay, upToTenth } from '../../../src-preload/contract/words';
import { setProgress } from '../../actions/milestones/progress';
import { parseDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { createIds } from '../../ports/ids';
import { findOrganizations } from '../../store/accounts/organization-ids';
import { companyDay } from '../../store/copy/company-calendar';
import { readMilestones } from '../../store/milestones/read-definitions';
import type { Store } from '../../store/types';
import { milestoneBoard } from '../../work/milestones/board';
import { milestonesOfAccount } from '../../work/milestones/of-account';
import { milestoneStatistics } from '../../work/milestones/statistics-of';
import { scoringDay } from '../../work/scoring/scoring-day';
import { addCelebrationsCommand } from './milestone-celebrations';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface ListFlags extends StoreFlags {
  readonly account?: string;
}
interface SetFlags extends StoreFlags {
  readonly account: string;
  readonly milestone: string;
  readonly contact?: string;
  readonly progress?: string;
  readonly reason?: string;
}

/** `steward milestones`: how accounts come on with their success plans, and progress that people set. */
export function addMilestonesCommand(program: Command): void {
  const milestones = program
    .command('milestones')
    .description('How accounts come on with their success plans. What is set goes up with the next sync.');
  withStoreOptions(milestones.command('list'))
    .description('Success plans by their pace, the slowest first; with --account all milestones of one.')
    .option('--account <account>', 'the company’s own id of an account, or its name')
    .action((flags: ListFlags) => useStore(flags, (store) => runList(store, flags)));
  withSubject(milestones.command('complete'))
    .description('Say that a milestone is done.')
    .action((flags: SetFlags) => useStore(flags, (store) => runSet(store, flags, 100)));
  withSubject(milestones.command('correct'))
    .description('Correct the progress of a milestone, with a reason, which is kept.')
    .option('--progress <percent>', 'from 0 to 100; left out: what is counted moves it again')
    .requiredOption('--reason <words>', 'why it is corrected')
    .action((flags: SetFlags) => useStore(flags, (store) => runSet(store, flags, percentIn(flags.progress))));
  withStoreOptions(milestones.command('stats'))
    .description(
      'How many complete each milestone, how fast, and whether early completion goes along with staying.',
    )
    .action((flags: StoreFlags) => useStore(flags, (store) => runStats(store, flags)));
  addCelebrationsCommand(milestones);
}

function withSubject(command: Command): Command {
  return withStoreOptions(command)
    .requiredOption('--account <account>', 'the company’s own id of an account, or its name')
    .requiredOption('--milestone <milestone>', 'the name of a milestone, or its id')
    .option('--contact <id>', 'the company’s own id of a contact, for a milestone of contacts');
}

function percentIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,3}$/.test(text) && Number(text) <= 100) return Number(text);
  throw new StewardError('invalid_input', `--progress takes a whole number from 0 to 100, not ${text}.`);
}

function runList(store: Store, flags: ListFlags): void {
  const today = companyDay(store.read, systemClock.now());
  if (flags.account === undefined) {
    const board = milestoneBoard(store.read, today, { plan: null, owner: null, search: '' });
    if (flags.json) console.log(JSON.stringify(board));
    else for (const card of board.cards) console.log(cardLine(card));
    if (!flags.json && board.cards.length === 0) console.log('No account follows a success plan.');
    return;
  }
  const own = milestonesOfAccount(store.read, accountOf(store, flags.account), today);
  if (flags.json) console.log(JSON.stringify(own));
  else for (const plan of own.plans) console.log(planLines(plan));
  if (!flags.json && own.plans.length === 0) console.log('The account follows no success plan.');
}

const paceWords = { stuck: 'stuck', behind: 'behind', on_track: 'on track', done: 'done' } as const;

function cardLine(
  card: { readonly account: string } & Pick<AccountPlan, 'plan' | 'pace' | 'done' | 'milestones' | 'next'>,
): string {
  const next = card.next === null ? '' : `   next: ${card.next.name}${dueWords(card.next.dueOn)}`;
  return `${paceWords[card.pace].padEnd(9)} ${card.account}, ${card.plan}: ${card.done} of ${counted(card.milestones, 'milestone')}${next}`;
}

function dueWords(day: string | null): string {
  return day === null ? '' : `, due ${spellDay(parseDay(day))}`;
}

function planLines(plan: AccountPlan): string {
  const lines = plan.standings.map(({ name, pace, progress, counted: how, reasons }) => {
    const shown = how === null ? `${progress}%` : `${progress}%, ${how}`;
    return [
      `  ${paceWords[pace].padEnd(9)} ${name}: ${shown}`,
      ...reasons.map((reason) => `            ${reason}`),
    ].join('\n');
  });
  return [`${plan.plan}, since ${spellDay(parseDay(plan.startedOn))}: ${plan.progress}%`, ...lines].join(
    '\n',
  );
}

function accountOf(store: Store, text: string): number {
  const [found, ...others] = findOrganizations(store.read, text);
  if (found === undefined) throw new StewardError('not_found', `No account is called ${text}.`);
  if (others.length > 0)
    throw new StewardError(
      'invalid_input',
      `${counted(others.length + 1, 'account')} are called ${text}: name the id of one.`,
    );
  return found.id;
}

function runSet(store: Store, flags: SetFlags, progress: number | null): void {
  const wanted = flags.milestone.toLowerCase();
  const milestone = readMilestones(store.read).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  );
  if (milestone === undefined)
    throw new StewardError('not_found', `No milestone is called ${flags.milestone}.`);
  const context = {
    ...{ store, ids: createIds(systemClock), now: systemClock.now, author: 'command line' },
    rescore: () => undefined,
    pushSoon: () => undefined,
  };
  setProgress(context, {
    account: { organizationId: accountOf(store, flags.account) },
    milestone: milestone.id,
    contact: flags.contact ?? null,
    progress,
    reason: flags.reason ?? null,
  });
  if (flags.json) console.log(JSON.stringify({ milestone: milestone.id, progress }));
  else
    console.log(
      `“${milestone.name}” is ${progress === 100 ? 'done' : 'corrected'} here; the company hears of it with the next sync.`,
    );
}

function runStats(store: Store, flags: StoreFlags): void {
  const stats = milestoneStatistics(store.read, scoringDay(store.read, systemClock.now()), null);
  if (flags.json) {
    console.log(JSON.stringify(stats));
    return;
  }
  for (const { name, started, completed, medianDays, medianFrom, medianTo, staying } of stats.milestones) {
    const median =
      medianDays === null
        ? 'half not reached'
        : `half within ${upToTenth(medianDays)} days (${medianFrom ?? '–'} to ${medianTo ?? '–'})`;
    const share = started === 0 ? '–' : percentOf(completed / started);
    console.log(`${name}: ${completed} of ${started} (${share}), ${median}\n  ${staying.words}`);
  }
  const leftOut = uncountedWords(stats.uncounted);
  if (leftOut !== null) console.log(leftOut);
}
