import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Files at a time on the two cores of the smallest machine we support: each waits for servers a third of its time. */
const atATime = 3;

/**
 * One project for each folder of test/ that holds tests. End-to-end files, each of which opens the whole app, come after
 * all others, each with a display of its own.
 */
const apart = ['e2e', 'bench', 'mutation', 'support'];
const rooms = readdirSync(new URL('test', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !apart.includes(entry.name))
  .map((entry) => entry.name);

/** Rooms whose files share a process, one after the other. */
const together = new Set(['unit', 'api', 'actions', 'store', 'company', 'sync', 'work', 'templates']);

// Real PostgreSQL servers start in hooks, on machines that may be busy: time limits catch a hang, not slowness.
const limits = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  teardownTimeout: 30_000,
  expect: { poll: { timeout: 60_000 } },
};
const common = {
  environment: 'node',
  setupFiles: 'test/support/one-chance.ts',
  ...limits,
} as const;

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(
    `Tests need Node 24, this is ${process.version}. Run \`npm test\`, or \`npx vitest run test/unit\`.`,
  );
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: atATime,
    // Of the run, not of a project: what is made ready in it is made once.
    globalSetup: 'test/support/folder-of-run.ts',
    projects: [
      ...rooms.map((room) => ({
        test: {
          name: room,
          include: [`test/${room}/**/*.test.{ts,tsx}`],
          // What a file of these leaves behind is in files and servers of its own: they need no process each, which takes half a
          // second. Those that replace modules, signals or clocks of their process have one.
          isolate: !together.has(room),
          ...common,
        },
      })),
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...common,
          setupFiles: [common.setupFiles, 'test/e2e/support/tell-what-was-shown.ts'],
          globalSetup: 'test/e2e/support/desktop-session.ts',
          maxWorkers: atATime,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
