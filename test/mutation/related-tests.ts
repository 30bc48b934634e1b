import { type Import, importsOf } from '../checks/support/imports';
import { sourceFiles } from '../checks/support/source-files';

/** A test file that reaches a source file, over so many imports. */
export interface RelatedTest {
  readonly file: string;
  readonly distance: number;
}

/** Windows are opened by end-to-end tests, which take minutes; checks and tools look at files, not at behaviour. */
const apart = ['test/e2e/', 'test/e2e-data/', 'test/checks/', 'test/tools/', 'test/bench/', 'test/mutation/'];

/** What one file starts as a process or thread of its own, by its path. */
const started: readonly [from: string, to: string][] = [
  ['src-main/work/forecasting/training-thread.ts', 'src-main/work/forecasting/training-worker.ts'],
  ['src-main/store/file/check-behind.ts', 'src-main/store/file/check-thread.ts'],
  ['test/jobs/runner.test.ts', 'test/jobs/support/die-while-scoring.ts'],
  ['test/faults/kill.test.ts', 'test/faults/support/dying-sync.ts'],
];

/** The company's migrations run wherever this file is used. */
const migrationsAt = 'src-main/company/migrations.ts';

export interface Relations {
  /** The tests that a fault in this file may break, the nearest first. */
  testsOf(file: string): RelatedTest[];
  /** Every file that a test reaches, itself included. */
  reachOf(test: string): string[];
}

/** Which tests run which files, by imports that leave a trace in the running program. */
export function relateTests(): Relations {
  const files = sourceFiles(['src-main', 'src-preload', 'src-renderer', 'test', 'tools']);
  const tests = files.map(({ path }) => path).filter(isTest);
  const imports = files.flatMap((file) => importsOf(file)).filter(leavesTrace);
  const uses = new Map<string, string[]>();
  const usedBy = new Map<string, string[]>();
  for (const [from, to] of [...imports.map(({ from, to }) => [from, to] as const), ...started]) {
    uses.set(from, [...(uses.get(from) ?? []), to]);
    usedBy.set(to, [...(usedBy.get(to) ?? []), from]);
  }
  const wanted = new Set(tests);
  return {
    testsOf(file) {
      const from = file.startsWith('migrations/postgres/') ? migrationsAt : file;
      return [...distances(usedBy, from)]
        .filter(([path]) => wanted.has(path))
        .map(([path, distance]) => ({ file: path, distance }));
    },
    reachOf: (test) => [...distances(uses, test).keys()],
  };
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) && !apart.some((folder) => path.startsWith(folder));
}

function leavesTrace({ inCheckout, typeOnly }: Import): boolean {
  return inCheckout && !typeOnly;
}

/** Breadth first, so that the nearest come first. */
function distances(edges: ReadonlyMap<string, readonly string[]>, from: string): Map<string, number> {
  const found = new Map([[from, 0]]);
  for (const [path, distance] of found) {
    for (const next of edges.get(path) ?? []) if (!found.has(next)) found.set(next, distance + 1);
  }
  return found;
}
