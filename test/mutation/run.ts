// npm run mutate [-- PATH ... | --change [BASE] | --sample SEED [--faults N]] [--seconds N] [--judges N] [--list]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeLock } from '../../tools/setup/lock.mjs';
import { root } from '../checks/support/source-files';
import { readDurations, testsToAsk } from './durations';
import { whyEquivalent } from './equivalents';
import { createJudge, type Judge } from './judge';
import { openMemory } from './memory';
import { describeMutant, type Mutant, mutatedText } from './mutant';
import { mutantsOf } from './mutants-of';
import { relateTests } from './related-tests';
import { summaryOf, writeReport } from './report';
import type { Result } from './result';
import { mutableFiles } from './rooms';
import { drawSample, sampleSize } from './sample';
import { makeSandbox } from './sandbox';
import { functionOf, sqlFunctions } from './sql-functions';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Draws a sample over all rooms (or the given paths) with this seed. */
    sample: { type: 'string' },
    /** So many faults the sample holds. */
    faults: { type: 'string', default: String(sampleSize) },
    /** Only what changed since a commit: HEAD, or the one given with it. */
    change: { type: 'boolean' },
    base: { type: 'string', default: 'HEAD' },
    /** How long the tests of one fault may take together. */
    seconds: { type: 'string', default: '45' },
    judges: { type: 'string', default: '2' },
    /** Only tells which faults there are. */
    list: { type: 'boolean' },
  },
});
const out = join(root, 'out', 'mutation');
const texts = new Map<string, string>();
const relations = relateTests();
const durations = readDurations(join(root, 'out', 'test-results.json'));
const memory = openMemory(join(out, 'memory.json'), relations);
const functions = sqlFunctions();
const most = Number(values.seconds) * 1000;

const mutants = await wantedMutants();
if (values.list) {
  for (const mutant of mutants) console.log(describeMutant(textOf(mutant.file), mutant));
} else {
  const release = takeLock('mutation');
  if (release === null) {
    console.error('Another run of `npm run mutate` is under way here: wait for it.');
    process.exit(1);
  }
  const results = await judgeAll(mutants).finally(release);
  memory.save();
  writeReport(out, results, textOf);
  console.log(`${summaryOf(results, textOf)}\nThe report: out/mutation/report.html`);
}

async function wantedMutants(): Promise<Mutant[]> {
  const changed = values.change ? changedLines(values.base) : null;
  const files = mutableFiles(positionals).filter((file) => changed === null || changed.has(file));
  const all: Mutant[] = [];
  for (const file of files) {
    const lines = changed?.get(file);
    const own = (await mutantsOf(file, textOf(file))).filter(runs);
    all.push(...(lines === undefined ? own : own.filter((mutant) => isOn(mutant, lines))));
  }
  if (values.sample === undefined) return all;
  return drawSample(all, (file) => textOf(file).split('\n').length, {
    seed: Number(values.sample),
    size: Number(values.faults),
  });
}

/** A function that a later migration replaces runs nowhere. */
function runs(mutant: Mutant): boolean {
  return functionOf(mutant, functions)?.isReplaced !== true;
}

function textOf(file: string): string {
  const known = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
  texts.set(file, known);
  return known;
}

/** Lines that a change added or altered, by file. */
function changedLines(base: string): Map<string, Set<number>> {
  const lines = new Map<string, Set<number>>();
  let file = '';
  for (const line of git('diff', '--unified=0', '--no-prefix', base).split('\n')) {
    if (line.startsWith('+++ ')) file = line.slice(4);
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [from, count] = [Number(hunk[1]), Number(hunk[2] ?? 1)];
    const own = lines.get(file) ?? new Set<number>();
    for (let at = from; at < from + count; at++) own.add(at);
    lines.set(file, own);
  }
  for (const path of git('ls-files', '--others', '--exclude-standard').split('\n')) {
    if (path !== '')
      lines.set(
        path,
        new Set(
          textOf(path)
            .split('\n')
            .map((_, at) => at + 1),
        ),
      );
  }
  return lines;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
}

function isOn(mutant: Mutant, lines: ReadonlySet<number>): boolean {
  const before = textOf(mutant.file).slice(0, mutant.start).split('\n').length;
  return lines.has(before);
}

async function judgeAll(all: readonly Mutant[]): Promise<Result[]> {
  const results: Result[] = [];
  const open = all.toReversed();
  const judges = Array.from({ length: Number(values.judges) }, (_, at) =>
    createJudge(makeSandbox(join(out, `sandbox-${at + 1}`))),
  );
  // What was judged by then is remembered; the lock of a process that is gone bars nobody.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => endAt(signal, judges));
  const began = performance.now();
  await Promise.all(
    judges.map(async (judge) => {
      for (let mutant = open.pop(); mutant !== undefined; mutant = open.pop()) {
        const result = await resultOf(judge, mutant);
        results.push(result);
        const minutes = ((performance.now() - began) / 60_000).toFixed(1);
        console.error(
          `${results.length}/${all.length} ${minutes} min ${result.status}: ${describeMutant(textOf(mutant.file), mutant)}`,
        );
        if (results.length % 25 === 0) memory.save();
      }
      judge.end();
    }),
  );
  return results;
}

function endAt(signal: 'SIGINT' | 'SIGTERM', judges: readonly Judge[]): void {
  memory.save();
  for (const judge of judges) judge.end();
  // The judges end in the next moment.
  setImmediate(() => process.exit(signal === 'SIGINT' ? 130 : 143));
}

async function resultOf(judge: Judge, mutant: Mutant): Promise<Result> {
  const text = textOf(mutant.file);
  const why = whyEquivalent(text, mutant);
  if (why !== null) return { mutant, status: 'equivalent', reason: why };
  const tests = testsToAsk(
    relations.testsOf(mutant.file, functionOf(mutant, functions)?.name),
    durations,
    most,
  );
  if (tests.length === 0) return { mutant, status: 'unreached', reason: 'no test runs this file' };
  const remembered = memory.recall(mutant, text, tests);
  if (remembered !== null) return { mutant, status: remembered.status, reason: remembered.reason };
  const question = { file: mutant.file, text: mutatedText(text, mutant), original: text, tests, most };
  const verdict = await judge.judge(question, 2 * most + 60_000);
  for (const [test, took] of Object.entries(verdict?.took ?? {})) {
    if (verdict?.killedBy?.file !== test) durations.learn(test, took);
  }
  const result = resultFrom(mutant, verdict);
  const asked = verdict?.killedBy ? [verdict.killedBy.file] : Object.keys(verdict?.took ?? {});
  if (result.status !== 'equivalent' && result.status !== 'unreached')
    memory.keep(mutant, text, { status: result.status, reason: result.reason }, asked);
  return result;
}

function resultFrom(mutant: Mutant, verdict: Awaited<ReturnType<Judge['judge']>>): Result {
  if (verdict === null) return { mutant, status: 'hung', reason: 'the program hung' };
  if (verdict.killedBy === null) return { mutant, status: 'survived', reason: 'no test noticed' };
  return { mutant, status: 'killed', reason: `${verdict.killedBy.file}: ${verdict.killedBy.name}` };
}
