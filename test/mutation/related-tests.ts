import { type Import, importsOf } from '../checks/support/imports';
import { sourceFiles } from '../checks/support/source-files';
import { callersOf, mentions, namesOf, sqlFunctions } from './sql-functions';

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

/** Shapes and limits are told by a document that one test holds them against, however many imports lie between. */
const toldInDocuments = { shapes: 'src-preload/contract/', by: 'test/api/api-document.test.ts' };

/** Tries each procedure with whatever its schema takes. */
const triesProcedures = 'test/api/procedures-fuzz.test.ts';

/** Where the procedures of a file get the name they are called by. */
const routerAt = 'src-main/api/router.ts';

/** The company's migrations run wherever this file is used. */
const migrationsAt = 'src-main/company/migrations.ts';

/** Tests that don’t name a function of the company lie so far from it that all that name one are asked before. */
const anyOther = 12;

export interface Relations {
  /**
   * The tests that a fault in this file may break, the nearest first; of a fault in one of the company's functions, those
   * that name it or a function that calls it come first.
   */
  testsOf(file: string, sqlFunction?: string): RelatedTest[];
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
  const migrations = sourceFiles(['migrations/postgres'], undefined, /\.sql$/);
  const functions = sqlFunctions(migrations);
  const named = (sqlFunction: string) => {
    const calls = [...callersOf(sqlFunction, functions)].map(
      ([name, far]) => [namesOf(name, migrations), far] as const,
    );
    return files.flatMap(({ path, text }): [string, number][] => {
      const nearest = Math.min(
        ...calls
          .filter(([names]) =>
            names.some((name) => mentions(text, name) || isNamedLike(path, name.replaceAll('_', '-'))),
          )
          .map(([, far]) => far),
      );
      return Number.isFinite(nearest) ? [[path, nearest + 1]] : [];
    });
  };
  const toldNear = [[toldInDocuments.by, 1]] as const;
  const calling = (file: string) => {
    const called = calledBy(file, files.find(({ path }) => path === routerAt)?.text ?? '');
    return called === null
      ? []
      : files
          .filter(({ path, text }) => path === triesProcedures || text.includes(called))
          .map(({ path }) => [path, 1] as const);
  };
  return {
    testsOf(file, sqlFunction) {
      const found = file.startsWith('migrations/postgres/')
        ? distances(usedBy, [
            [migrationsAt, anyOther],
            ...(sqlFunction === undefined ? [] : named(sqlFunction)),
          ])
        : distances(usedBy, [
            [file, 0],
            ...(file.startsWith(toldInDocuments.shapes) ? toldNear : []),
            ...calling(file),
            ...tests.filter((test) => isNamedLike(test, nameOf(file))).map((test) => [test, 0] as const),
          ]);
      return [...found]
        .filter(([path]) => wanted.has(path))
        .map(([path, distance]) => ({ file: path, distance }));
    },
    reachOf: (test) => [...distances(uses, [[test, 0]]).keys()],
  };
}

/** How a test calls the procedures of a file: `'team.`; null where it has none. */
function calledBy(file: string, router: string): string | null {
  const name = /^src-main\/api\/([\w-]+)\.ts$/.exec(file)?.[1];
  const imported = new RegExp(`import \\{ (\\w+) \\} from '\\./${name}'`).exec(router)?.[1];
  const called = new RegExp(`^\\s+(\\w+): ${imported},$`, 'm').exec(router)?.[1];
  return imported === undefined || called === undefined ? null : `'${called}.`;
}

/** What lies behind many imports, or a trigger calls, has its own tests, too: `count-activity.test.ts` of `count_activity`. */
function isNamedLike(test: string, name: string): boolean {
  return test.endsWith(`/${name}.test.ts`);
}

function nameOf(file: string): string {
  return /([^/]+)\.ts$/.exec(file)?.[1] ?? file;
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) && !apart.some((folder) => path.startsWith(folder));
}

function leavesTrace({ inCheckout, typeOnly }: Import): boolean {
  return inCheckout && !typeOnly;
}

/** How far files lie from those that a fault is near to: the nearest first, over any number of imports. */
function distances(
  edges: ReadonlyMap<string, readonly string[]>,
  starts: readonly (readonly [path: string, distance: number])[],
): Map<string, number> {
  const found = new Map<string, number>();
  const last = Math.max(...starts.map(([, distance]) => distance));
  let front: string[] = [];
  for (let distance = 0; distance <= last || front.length > 0; distance++) {
    const begun = starts.filter(([, from]) => from === distance).map(([path]) => path);
    const here = [...new Set([...front, ...begun])].filter((path) => !found.has(path));
    for (const path of here) found.set(path, distance);
    front = here.flatMap((path) => edges.get(path) ?? []);
  }
  return found;
}
