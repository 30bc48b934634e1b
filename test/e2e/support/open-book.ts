import type pg from 'pg';
import type { Page } from 'playwright';
import { vi } from 'vitest';
import { openCompany } from '../../support/open-company';
import { openInTurn } from '../../support/open-in-turn';
import type { TestCompany, TestLoginOptions } from '../../support/postgres';
import { writeKnownBook } from './known-book';
import { type OpenSteward, type OpenStewardOptions, openSteward } from './open-steward';

export interface OpenBook extends OpenSteward {
  readonly company: TestCompany;
  /** The login that Steward uses: a manager of the whole book. */
  readonly companyUrl: string;
}

export interface OpenBookOptions extends Omit<OpenStewardOptions, 'companyUrl'> {
  /** Who opens it; a manager of the whole book, and nobody of its owners, when absent. */
  login?: TestLoginOptions;
  /** Fills the empty company; the known book when absent. */
  write?: (admin: pg.Pool) => Promise<void>;
  /** Words that Today has once it is there: an empty one has others. */
  title?: string;
  /** How Steward gets to the server of this address; straight, when absent. */
  lead?: (url: string) => string | Promise<string>;
  /** Waits for more than the scores. */
  ready?: (window: Page) => Promise<void>;
}

/** Steward, open on a book in a real PostgreSQL, loaded and scored. */
export function openBook({
  write = writeKnownBook,
  ready = async () => {},
  lead = (url) => url,
  login,
  title,
  ...options
}: OpenBookOptions = {}): Promise<OpenBook> {
  return openInTurn(async (closeWith) => {
    const { company, managerUrl, close: endCompany } = await openCompany(write, login);
    closeWith(endCompany);
    const { close: endSteward, ...steward } = await openSteward({
      ...options,
      companyUrl: await lead(managerUrl),
    });
    closeWith(endSteward);
    const { window } = steward;
    await untilScored(window, title);
    await ready(window);
    return { ...steward, company, companyUrl: managerUrl };
  });
}

/** Today is there, with the scores of all days. @param title words that it has then */
export async function untilScored(
  window: Page,
  title = 'Ranked by money at risk and urgency',
): Promise<void> {
  await window.getByText(title).waitFor();
  await vi.waitUntil(() => window.evaluate(nothingIsOnItsWay), { timeout: 60_000, interval: 200 });
}

/** Runs in the page: the past is scored, too, so that the queue keeps its order. */
async function nothingIsOnItsWay(): Promise<boolean> {
  const answer = await window.steward.call('today.get', { limit: 1 });
  // Only what stands inside this function reaches the page: no schema to check the shape with.
  return answer.ok && (answer.data as { scoring: boolean }).scoring === false;
}
