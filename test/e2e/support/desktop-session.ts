import type { TestProject } from 'vitest/node';
import { buildIfStale } from '../../../tools/build.mjs';
import { openDisplay } from '../../../tools/runtime/display.mjs';
import { type DesktopUser, openDesktopSession } from '../../../tools/runtime.mjs';

/** What a test file needs to start Electron, sent to the processes that run the files. */
export interface DesktopForTests {
  env: Record<string, string>;
  switches: string[];
  user: DesktopUser | null;
  /** One for each file that runs at the same time, so that neither takes the other's focus or clipboard; empty: the one of `env`. */
  displays: string[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    desktop: DesktopForTests;
  }
}

/** Before all end-to-end files: the app is built, and displays, a user and a runtime are there. */
export async function setup(project: TestProject): Promise<() => void> {
  await buildIfStale();
  const session = await openDesktopSession();
  const env = Object.fromEntries(
    Object.entries(session.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const more = session.virtual ? await openDisplays(filesAtATime(project) - 1, session.user) : [];
  const displays = session.virtual ? [env['DISPLAY'] ?? '', ...more.map(({ number }) => number)] : [];
  project.provide('desktop', { env, switches: session.switches, user: session.user, displays });
  return () => {
    for (const { stop } of more) stop();
    session.stop();
  };
}

function filesAtATime({ config: { maxWorkers } }: TestProject): number {
  return Math.max(1, Number(maxWorkers ?? 1));
}

async function openDisplays(
  count: number,
  user: DesktopUser | null,
): Promise<{ readonly number: string; readonly stop: () => void }[]> {
  const opened = await Promise.all(Array.from({ length: count }, () => openDisplay(user)));
  return opened.map(({ env, stop }) => ({ number: env['DISPLAY'] ?? '', stop }));
}
