import { beforeEach, expect, test } from 'vitest';
import { teamWithCelebrations } from './support/team-with-celebrations';

const { rows, milestone, set, begin, celebrating, celebrations } = teamWithCelebrations();
beforeEach(begin);

test('a celebration goes to the browsers of who is subscribed where its template is of web push, and to nobody else', async () => {
  await rows(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, role)
     SELECT 100 + n, 1, 'p' || n, 'Person ' || n, 'member' FROM generate_series(1, 2) n`,
  );
  await rows(
    `INSERT INTO customer_success.push_subscriptions (organization_id, user_id, endpoint, p256dh, auth)
     VALUES (1, 102, 'https://fcm.googleapis.com/fcm/send/x', 'B', 'a')`,
  );
  await celebrating({}, 'web_push');
  await set({ milestone: await milestone('A'), progress: 100 });
  expect(await celebrations()).toMatchObject([{ mail: 'made', runs: [{ contact: 102 }] }]);
  expect(await rows('SELECT channel FROM customer_success.interventions')).toEqual([{ channel: 'web_push' }]);
});
