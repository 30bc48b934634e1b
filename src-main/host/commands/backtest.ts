import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import { type TriedRule, triedRuleSchema } from '../../../src-preload/contract/rules/rule';
import {
  counted,
  decimals,
  percentOf,
  spellDay,
  upToTenth,
  wholeNumber,
} from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { accountFacts } from '../../store/facts/account-facts';
import type { Store } from '../../store/types';
import { backtestRule, type RuleTried, type TriedTime } from '../../work/rules/backtest-rule';
import { triedTime } from '../../work/rules/tried-time';
import { fillDaysJob } from '../../work/scoring/scoring-kinds';
import { dayOption } from './day-option';
import { runJob } from './run-job';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface BacktestFlags extends StoreFlags {
  readonly rule?: string;
  readonly against?: string;
  readonly from?: number;
  readonly to?: number;
  readonly facts?: true;
}

/** `steward backtest`: what a rule would have done, day by day, with what was known on each. */
export function addBacktestCommand(program: Command): void {
  withStoreOptions(program.command('backtest'))
    .description(
      'Try a rule on the days that are kept: when it would have fired, for whom, and who left. Nothing is sent.',
    )
    .option(
      '--rule <file>',
      'the rule as JSON: {"name": …, "conditions": {"combinator": "and", "rules": […]}}',
    )
    .option('--against <file>', 'another rule, to be held beside it')
    .option('--from <day>', 'the first day (default: a year before the last)', dayOption)
    .option('--to <day>', 'the last day (default: the last that is scored)', dayOption)
    .option('--facts', 'list what rules can ask about')
    .action((flags: BacktestFlags) => useStore(flags, (store) => runBacktest(store, flags)));
}

async function runBacktest(store: Store, flags: BacktestFlags): Promise<void> {
  if (flags.facts) {
    printFacts(store, flags.json === true);
    return;
  }
  if (flags.rule === undefined)
    throw new StewardError(
      'invalid_input',
      'Say which rule: --rule FILE; --facts lists what it can ask about.',
    );
  // A desktop fills its past behind its nights; here nobody may have done so yet.
  await runJob(store, (jobs, priority) => jobs.enqueue(fillDaysJob, {}, priority));
  const time = triedTime(store.read, systemClock.now(), flags);
  const rules = [flags.rule, ...(flags.against === undefined ? [] : [flags.against])].map(readRule);
  const trials = rules.map((rule) => ({ rule, tried: tryRule(store, rule, time) }));
  if (flags.json) console.log(JSON.stringify(trials.map(({ rule, tried }) => asJson(rule, tried))));
  else for (const { rule, tried } of trials) printTrial(rule, tried, time);
}

function readRule(file: string): TriedRule {
  const parsed = triedRuleSchema.safeParse(jsonIn(file));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the rule'}: ${message}`,
  );
  throw new StewardError('invalid_input', [`${file} is not a rule:`, ...problems].join('\n'));
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isText = error instanceof SyntaxError;
    throw new StewardError(
      isText ? 'invalid_input' : 'not_found',
      isText ? `${file} is not JSON.` : `${file} can't be read.`,
    );
  }
}

function tryRule(store: Store, rule: TriedRule, time: TriedTime): RuleTried {
  const steps = backtestRule(store.read, rule, time);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  if (next.value.ok) return next.value.tried;
  throw new StewardError(
    'invalid_input',
    [`“${rule.name}” can't be tried:`, ...next.value.findings.map(faultWords)].join('\n'),
  );
}

function faultWords({ path, message }: RuleFinding): string {
  const place = path.length === 0 ? '' : `condition ${path.map((at) => at + 1).join('.')}: `;
  return `  ${place}${message}`;
}

function asJson(rule: TriedRule, { sentence, report, kept, lateCounts, result, ids }: RuleTried) {
  return {
    name: rule.name,
    sentence,
    ...report,
    weeks: report.weeks.map(({ firstDay, ...week }) => ({ firstDay: formatDay(firstDay), ...week })),
    kept: { ...kept, lateCounts },
    fired: result.firings.map(({ row, day, left }) => ({
      organizationId: ids[row],
      day: formatDay(day),
      left,
    })),
  };
}

function printTrial({ name, minutes }: TriedRule, tried: RuleTried, time: TriedTime): void {
  const { sentence, report } = tried;
  const share = (value: number | null) => (value === null ? 'not known yet' : percentOf(value));
  console.log(`${name}: ${sentence}`);
  console.log(`  ${spellDay(time.from)} to ${spellDay(time.to)}, customers alone; nothing was sent`);
  console.log(
    `  fires ${upToTenth(report.firingsAWeek)} times a week: ${counted(report.firings, 'time')} for ${counted(report.accounts, 'account')}, ${upToTenth(report.hours)} hours at ${counted(minutes, 'minute')}`,
  );
  console.log(
    `  left within ${time.horizonDays} days: ${share(report.leftShare)} of ${counted(report.followed, 'firing')} that can be told; by chance ${share(report.chanceShare)}${report.lift === null ? '' : `, ${decimals(report.lift, 1)} times as often`}`,
  );
  console.log(
    `  of ${counted(report.departures, 'departure')} it warned of ${wholeNumber(report.caught)} (${share(report.caughtShare)}), 30 days ahead or more of ${share(report.caughtEarlyShare)}${report.medianWarningDays === null ? '' : `; ${counted(report.medianWarningDays, 'day')} ahead in the middle`}`,
  );
  console.log(
    `  ${counted(report.flapping, 'firing')} within 28 days of the last; ${wholeNumber(report.cooling)} held back by the cool-down; not known on ${share(report.unknownShare)} of days`,
  );
  console.log(`  ${keptWords(tried)}`);
}

function keptWords({ kept: { days, madeLater }, lateCounts }: RuleTried): string {
  const share = percentOf(days === 0 ? 0 : madeLater / days);
  return `${share} of the days were made afterwards, from what is known now; ${counted(lateCounts, 'count')} of use came late`;
}

function printFacts(store: Store, json: boolean): void {
  const facts = [...accountFacts(store.read).values()].map(({ fact }) => fact);
  if (json) {
    console.log(JSON.stringify(facts));
    return;
  }
  for (const { name, type, label, past, parameters } of facts) {
    const told = parameters.map((parameter) => parameter.name).join(', ');
    const more = [...(told === '' ? [] : [`told: ${told}`]), ...(past === 'present' ? ['of now alone'] : [])];
    console.log(
      `${name.padEnd(28)} ${type.padEnd(8)} ${label}${more.length === 0 ? '' : ` (${more.join('; ')})`}`,
    );
  }
}
