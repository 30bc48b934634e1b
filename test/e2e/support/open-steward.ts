import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { inject } from 'vitest';
import { giveTo } from '../../../tools/runtime/desktop-user.mjs';
import { openInTurn } from '../../support/open-in-turn';

const checkout = resolve(import.meta.dirname, '../../..');

export interface OpenSteward {
  app: ElectronApplication;
  window: Page;
  /** Where this Steward keeps its store and settings; give it to another `openSteward` to start again on them. */
  userData: string;
  /** What the app's processes wrote to stdout and stderr so far. */
  output(): string;
  /** Ends the app as a user does, and removes its user data unless it was handed in. */
  close(): Promise<void>;
}

export interface OpenStewardOptions {
  /** postgres://… of a manager's login. Without one the app opens unconnected. */
  companyUrl?: string;
  userData?: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Another app folder than the checkout: what is launched and waited for is the same. */
  appFolder?: string;
}

const opened = new Set<ElectronApplication>();

/** Of every Steward that a test of this file has open. */
export function openWindows(): Page[] {
  return [...opened].flatMap((app) => app.windows());
}

/**
 * Opens the built app with user data of its own, on this machine's runtime and display, and waits for its first
 * window. Close it in `afterEach` or `afterAll`.
 */
export function openSteward(options: OpenStewardOptions = {}): Promise<OpenSteward> {
  return openInTurn(async (closeWith) => {
    const desktop = inject('desktop');
    const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'steward-e2e-'));
    if (!options.userData) closeWith(() => rmSync(userData, { recursive: true, force: true }));
    giveTo(desktop.user, userData);
    // Read by the electron package when Playwright asks it for the executable.
    process.env.ELECTRON_OVERRIDE_DIST_PATH = desktop.env.ELECTRON_OVERRIDE_DIST_PATH ?? '';

    const app = await _electron.launch({
      args: [...desktop.switches, options.appFolder ?? checkout, ...(options.args ?? [])],
      cwd: checkout,
      chromiumSandbox: !desktop.switches.includes('--no-sandbox'),
      env: {
        ...desktop.env,
        ...displayOfThisFile(desktop.displays),
        STEWARD_USER_DATA: userData,
        ...(options.companyUrl ? { STEWARD_COMPANY_URL: options.companyUrl } : {}),
        ...options.env,
      },
      timeout: 60_000,
    });
    closeWith(() => app.close());
    opened.add(app);
    app.on('close', () => opened.delete(app));
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    app.process().stdout?.on('data', keep);
    app.process().stderr?.on('data', keep);

    const window = await app.firstWindow({ timeout: 60_000 }).catch((error: unknown) => {
      throw new Error(`Steward opened no window. It said:\n${output}`, { cause: error });
    });
    await showNoTour(window);
    return { app, window, userData, output: () => output };
  });
}

/** It would come over the first screen of every test; the one that takes it asks for it. */
export async function showNoTour(window: Page): Promise<void> {
  await window.waitForLoadState('domcontentloaded');
  await window.evaluate(() => localStorage.setItem('steward-tour', '{"offered":false,"shownTo":[]}'));
}

function displayOfThisFile(displays: readonly string[]): Readonly<Record<string, string>> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 1);
  const display = displays[worker % Math.max(1, displays.length)];
  return display === undefined ? {} : { DISPLAY: display };
}
