import type pg from 'pg';
import { type Story, writeStory } from '../../support/stories';

/** Accounts with a story that a test can name; every other account is called `Steady …` and does well. */
export const stories = {
  /** Nobody came for a month. */
  silent: 'Quiet Mills',
  /** Use fell to a tenth three weeks ago; an urgent ticket is open. */
  sinking: 'Sinking Freight',
  /** Renews in twenty days and does well. */
  renewing: 'Renewal Robotics',
} as const;

export const steadyAccounts = 24;
export const knownAccounts = steadyAccounts + Object.keys(stories).length;

const tellings: readonly Pick<Story, 'name' | 'mrr' | 'renewsInDays' | 'eventsPerUser'>[] = [
  {
    name: stories.silent,
    mrr: 4_000,
    renewsInDays: 200,
    eventsPerUser: 'CASE WHEN days_ago >= 30 THEN 4 ELSE 0 END',
  },
  {
    name: stories.sinking,
    mrr: 9_000,
    renewsInDays: 150,
    eventsPerUser: 'CASE WHEN days_ago >= 21 THEN 6 WHEN days_ago % 7 = 3 AND person = 1 THEN 1 ELSE 0 END',
  },
  { name: stories.renewing, mrr: 6_000, renewsInDays: 20, eventsPerUser: '4' },
  ...Array.from({ length: steadyAccounts }, (_, number) => ({
    name: `Steady ${String(number + 1).padStart(2, '0')}`,
    mrr: 500 + number * 50,
    renewsInDays: 180 + number,
    eventsPerUser: '4',
  })),
];

/** Fills an empty company with the book: two owners, six contacts an account, 150 days of use up to today. */
export async function writeKnownBook(admin: pg.Pool): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.managers (email, name) VALUES ('ann@book.test', 'Ann Abel'), ('ben@book.test', 'Ben Boyd');
    INSERT INTO customer_success.features (external_id, name, kind)
    VALUES ('plan', 'Plan', 'core'), ('track', 'Track', 'core'), ('share', 'Share', 'core'), ('close', 'Close a deal', 'outcome')`);
  for (const [number, story] of tellings.entries())
    await writeStory(admin, {
      ...story,
      externalId: `a${number}`,
      segment: number % 2 === 0 ? 'Enterprise' : 'Mid-market',
      ownerId: 1 + (number % 2),
    });
  await admin.query(
    `INSERT INTO customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     SELECT organization_id, 'urgent', 'Nothing loads since the move', 'urgent', now() - interval '5 days'
       FROM customer_success.organizations WHERE name = $1`,
    [stories.sinking],
  );
}
