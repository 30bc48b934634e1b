import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { DesktopSession } from '../../tools/runtime.mjs';

const checkout = resolve(import.meta.dirname, '../..');
const blankWindow = join(import.meta.dirname, 'blank-window');

/** What `--exit-when-ready` prints, as far as it is measured here. */
export interface ReadyFigures {
  readonly accounts: number;
  readonly events: number;
  readonly secondsToInteractive: number;
  readonly secondsToScored: number;
  readonly mainLoopDelayP99: number;
}

/** Opens the built app once, waits until the first screen shows scored accounts, and ends it. */
export async function openUntilReady(
  session: DesktopSession,
  companyUrl: string,
  userData: string,
): Promise<ReadyFigures> {
  const screenshot = join(userData, 'first-screen.png');
  const env = {
    STEWARD_COMPANY_URL: companyUrl,
    STEWARD_USER_DATA: userData,
    STEWARD_SCREENSHOT: screenshot,
  };
  return (await lastJsonLine(session, [checkout, '--exit-when-ready'], env)) as ReadyFigures;
}

/** Seconds from the process's beginning to the first frame of an empty window. */
export async function openBlankWindow(session: DesktopSession): Promise<number> {
  const { secondsToFrame } = (await lastJsonLine(session, [blankWindow], {})) as { secondsToFrame: number };
  return secondsToFrame;
}

function lastJsonLine(
  session: DesktopSession,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(session.executable, [...session.switches, ...args], {
      env: { ...session.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 900_000,
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = `${errors}${chunk.toString()}`.slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const line = output.trimEnd().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line));
      else reject(new Error(`${args.join(' ')} ended with ${code}:\n${errors}`));
    });
  });
}
