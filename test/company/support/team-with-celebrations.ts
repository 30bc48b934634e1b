import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { CelebrationSettings } from '../../../src-preload/contract/celebrations/settings';
import { rewardsAt } from '../../support/rewards/at-company';
import { type Answer, call, readyToSend, saveTemplate } from '../../support/sending';
import { type Row, teamWithMilestones, today } from './team-with-milestones';

/** Has a place for a manager's words. */
const letter = {
  subject: 'Well done',
  preheader: '',
  mjml: '<mjml></mjml>',
  html: '{{ celebration.words }}',
};

export interface Celebration {
  readonly id: string;
  readonly account: number;
  readonly contact: number | null;
  readonly mail: string;
  readonly words: string | null;
  readonly skipped: string | null;
  /** How its messages stand, in their order. */
  readonly runs: readonly { id: string; contact: number; stage: string; reason: string; hours: number }[];
}

/** A team whose achievements are celebrated and rewarded. */
export function teamWithCelebrations() {
  const known = teamWithMilestones();
  const { team, rows, send } = known;

  /** Who holds the lease counts: tells how far Acme has come, as of now where nothing else is said. */
  async function lease(client: pg.Client = team.clients.ada) {
    const host = randomUUID();
    await rows('UPDATE customer_success.runner_lease SET held_until = NULL');
    const { fence } = await call(client, 'claim_runner', host, { app: '1', machine: 'desk' });
    return {
      tell: (...moves: Row[]): Promise<Answer> =>
        call(
          client,
          'advance_milestones',
          host,
          fence,
          moves.map((move) => ({
            ...{ account: 1, contact: null, version: 1, value: null, target: null, removed: false },
            ...{
              progress: 100,
              moved_on: today,
              completed_on: move['progress'] === undefined ? today : null,
            },
            ...move,
          })),
        ),
      counted: (at = Date.now()) => call(client, 'milestones_counted', host, fence, at),
    };
  }

  /** Celebrations are on, by a template of their own that is saved now. */
  async function celebrating(
    more: Partial<CelebrationSettings> = {},
    channel: 'email' | 'in_app' | 'web_push' = 'email',
  ): Promise<string> {
    const content = channel === 'email' ? letter : { ...letter, channel };
    const template = await saveTemplate(team, { category: 'celebration', content });
    const settings = {
      ...{ is_on: true, template, to: 'every-contact', hold_hours: 24, after_hold: 'goes' },
      ...{ oldest_days: 14, desktop: true, ...more },
    };
    const answer = await send('ada', 'celebration.settings', { settings }, { account: null });
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
    return template;
  }

  return {
    ...known,
    rewards: rewardsAt(team),
    lease,
    celebrating,
    /** Everybody has an address and agreed to celebrations; nothing was sent and nothing celebrated. */
    async begin(): Promise<void> {
      await readyToSend(team);
      await rows(`DELETE FROM customer_success.celebration_settings; DELETE FROM customer_success.celebrations;
        UPDATE customer_success.milestone_looks SET counted_at = now(), changed_at = NULL;
        DELETE FROM customer_success.users WHERE user_id > 3;
        UPDATE customer_success.users SET role = 'member', objected_on = NULL, is_internal = NULL`);
      for (const account of ['acme', 'bolt', 'cove'])
        await call(team.clients.ada, 'record_consent', account, {
          contact: `user of ${{ acme: 1, bolt: 2, cove: 3 }[account]}`,
          category: 'celebration',
          state: 'granted',
          basis: 'contract',
        });
    },
    decide: (celebration: string, patch: object, who: 'ann' | 'bob' | 'vera' = 'ann') =>
      send(who, 'celebration.decide', patch, { entry: celebration }),
    say: (celebration: string, words: string | null) =>
      send('ann', 'celebration.words', { words }, { entry: celebration }),
    celebrations: () =>
      rows<Celebration & Row>(
        `SELECT c.celebration_id AS id, c.organization_id AS account, c.user_id AS contact, c.mail, c.words, c.skipped_why AS skipped,
                (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.run_id, 'contact', i.user_id, 'stage', i.stage, 'reason', i.reason,
                          'hours', round(extract(epoch FROM CASE i.stage WHEN 'proposed' THEN i.expires_at ELSE i.next_due END
                                                            - clock_timestamp()) / 3600)) ORDER BY i.user_id, i.row_id), '[]')
                   FROM customer_success.celebration_messages m JOIN customer_success.interventions i ON i.run_id = m.run_id
                  WHERE m.celebration_id = c.celebration_id) AS runs
           FROM customer_success.celebrations c ORDER BY c.row_id`,
      ),
  };
}
