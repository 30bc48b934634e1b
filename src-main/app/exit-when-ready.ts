import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { todaySchema } from '../../src-preload/contract/today';
import type { CallResponse } from '../../src-preload/contract/wire/envelope';

/** Seconds since the process began. */
export interface StartTimings {
  window: number | null;
  interactive: number | null;
  scored: number | null;
}

export interface HeadlineFigures {
  readonly accounts: number;
  readonly users: number;
  readonly events: number;
  readonly atRiskAccounts: number;
  readonly atRiskArr: number;
  readonly secondsToWindow: number | null;
  readonly secondsToInteractive: number | null;
  readonly secondsToScored: number | null;
  /** Milliseconds, 99th percentile of main's event-loop delay since the first screen could be used. */
  readonly mainLoopDelayP99: number;
}

/** The figures of the Today screen, asked through the same door as the screen asks. */
export async function headlineFigures(
  call: (path: string, input: unknown) => Promise<CallResponse>,
  timings: StartTimings,
  mainLoopDelayP99: number,
): Promise<HeadlineFigures> {
  const response = await call('today.get', { limit: 1 });
  if (!response.ok) throw new Error(response.error.message);
  const { headline } = todaySchema.parse(response.data);
  return {
    accounts: headline.accounts,
    users: headline.users,
    events: headline.events,
    atRiskAccounts: headline.atRiskAccounts,
    atRiskArr: headline.atRiskArr,
    secondsToWindow: timings.window,
    secondsToInteractive: timings.interactive,
    secondsToScored: timings.scored,
    mainLoopDelayP99,
  };
}

/** What the window shows now, as a PNG file. Waits until two pictures in a row are the same. */
export async function saveScreenshot(window: BrowserWindow, file: string): Promise<void> {
  let picture = (await window.webContents.capturePage()).toPNG();
  for (let attempt = 0; attempt < 20; attempt++) {
    await delay(150);
    const next = (await window.webContents.capturePage()).toPNG();
    if (next.length > 0 && next.equals(picture)) break;
    picture = next;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, picture);
}
