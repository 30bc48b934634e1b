import type { TestProject } from 'vitest/node';
import { buildIfStale } from '../../../tools/build.mjs';
import { type DesktopUser, openDesktopSession } from '../../../tools/runtime.mjs';

/** What a test file needs to start Electron, sent to the processes that run the files. */
export interface DesktopForTests {
  env: Record<string, string>;
  switches: string[];
  user: DesktopUser | null;
}

declare module 'vitest' {
  export interface ProvidedContext {
    desktop: DesktopForTests;
  }
}

/** Before all end-to-end files: the app is built, and a display, a user and a runtime are there. */
export async function setup(project: TestProject): Promise<() => void> {
  await buildIfStale();
  const session = await openDesktopSession();
  const env = Object.fromEntries(
    Object.entries(session.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  project.provide('desktop', { env, switches: session.switches, user: session.user });
  return session.stop;
}
