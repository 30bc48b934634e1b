// A process that judges faults one after another with one Vitest: `judge-worker.ts SANDBOX`, then messages.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest, type TestModule } from 'vitest/node';
import { makeFolderOfRun } from '../support/folder-of-run';

export interface Question {
  readonly file: string;
  /** The file with its fault. */
  readonly text: string;
  /** The file as it was. */
  readonly original: string;
  /** In this order, until one fails. */
  readonly tests: readonly string[];
  /** Once so many milliseconds are over no further one is asked: that a busy machine is slow is no verdict. */
  readonly most: number;
}

export interface Verdict {
  /** The test that noticed: its file and name; null when none did. */
  readonly killedBy: { readonly file: string; readonly name: string } | null;
  /** How long each file took, in milliseconds. */
  readonly took: Readonly<Record<string, number>>;
}

const [folder = ''] = process.argv.slice(2);
process.chdir(folder);
const vitest = await createVitest('test', {
  root: folder,
  watch: false,
  bail: 1,
  maxWorkers: 1,
  reporters: [{}],
  onConsoleLog: () => false,
});

/** Where a run keeps the company and the store that it made ready, of sources without a fault. */
const sound = makeFolderOfRun();
/** What those are made of: with a fault in it they are made anew, for that fault alone. */
const readyFrom = [
  'migrations/',
  'src-main/company/',
  'src-main/store/',
  'src-main/lib/',
  'src-preload/contract/',
];

/** Files that noticed a fault, by whether they pass without one. One that doesn't notices nothing. */
const passes = new Map<string, boolean>();

process.on('message', (question: Question) => {
  void judge(question).then((verdict) => process.send?.(verdict));
});
// Whoever asked is gone: the processes that run tests here would go on in a folder that the next run makes anew.
process.on('disconnect', () => {
  rmSync(sound, { recursive: true, force: true });
  process.kill(-process.pid, 'SIGKILL');
});
process.send?.('ready');

async function judge({ file, text, original, tests, most }: Question): Promise<Verdict> {
  const took: Record<string, number> = {};
  const until = performance.now() + most;
  const ready = readyFrom.some((made) => file.startsWith(made)) ? makeFolderOfRun() : sound;
  put(file, text, ready);
  try {
    for (const test of tests.filter((one) => passes.get(one) !== false)) {
      const began = performance.now();
      const killer = await firstFailure(test);
      took[test] = performance.now() - began;
      if (killer !== null && (await passesWithout(test, { file, text, original, ready })))
        return { killedBy: { file: test, name: killer }, took };
      if (performance.now() > until) break;
    }
    return { killedBy: null, took };
  } finally {
    put(file, original, sound);
    if (ready !== sound) rmSync(ready, { recursive: true, force: true });
  }
}

/** Whether a test passes without the fault, as seen the first time that it is asked. */
async function passesWithout(
  test: string,
  { file, text, original, ready }: Pick<Question, 'file' | 'text' | 'original'> & { ready: string },
): Promise<boolean> {
  const known = passes.get(test);
  if (known !== undefined) return known;
  put(file, original, sound);
  const failure = await firstFailure(test);
  passes.set(test, failure === null);
  if (failure === null) return true;
  console.error(`${test} is asked no more, for it fails without a fault: ${failure}`);
  put(file, text, ready);
  return false;
}

/** @param ready the folder of what is made ready of these sources */
function put(file: string, text: string, ready: string): void {
  const path = join(folder, file);
  writeFileSync(path, text);
  vitest.invalidateFile(path);
  for (const project of vitest.projects) project.provide('folderOfRun', ready);
}

/** @returns the name of a test that failed, or what went wrong with the file; null when all passed */
async function firstFailure(test: string): Promise<string | null> {
  // Else a test that failed for an earlier fault would count for this one.
  vitest.state.filesMap.clear();
  const specifications = await vitest.globTestSpecifications([test]);
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false);
  for (const module of testModules) {
    const failure = asked.has(module.moduleId) ? failureOf(module) : null;
    if (failure !== null) return failure;
  }
  return unhandledErrors.length > 0 ? `outside of a test: ${String(unhandledErrors[0])}`.slice(0, 300) : null;
}

function failureOf(module: TestModule): string | null {
  for (const test of module.children.allTests()) {
    if (test.result().state === 'failed') return test.fullName;
  }
  const [error] = module.errors();
  if (error !== undefined) return `the file itself: ${error.message}`.slice(0, 300);
  return module.ok() ? null : 'a set-up';
}
