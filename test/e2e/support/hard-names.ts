import type pg from 'pg';

const unbroken = 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'
  .repeat(3)
  .slice(0, 200);

/** Names that screens break on, given to accounts, people, owners and what they wrote; stories keep theirs. */
export const hardNames = [
  unbroken,
  'شركة النور للتجارة والمقاولات العامة المحدودة (فرع القاهرة)',
  'חברת השמש הזורחת בע״מ',
  '👩🏽‍🚀🚀🏳️‍🌈 Rocket 👨‍👩‍👧‍👦 Family & Sons 🇯🇵',
  `${'Very long words of a name that goes on '.repeat(5)}end`.slice(0, 200),
  'W',
] as const;

/** Some accounts, all people of one account, an owner, and tickets and answers get them. */
export async function giveHardNames(admin: pg.Pool): Promise<void> {
  const list = hardNames.map((_name, place) => `$${place + 1}`).join(', ');
  await admin.query(
    `WITH given AS (SELECT * FROM unnest(ARRAY[${list}]) WITH ORDINALITY AS n (name, place)),
       taken AS (SELECT organization_id, row_number() OVER (ORDER BY organization_id) AS place
                   FROM customer_success.organizations WHERE name ~ '^(Steady|Lasting)')
     UPDATE customer_success.organizations o SET name = given.name, industry = given.name, segment = left(given.name, 50)
       FROM given JOIN taken USING (place) WHERE o.organization_id = taken.organization_id`,
    [...hardNames],
  );
  await admin.query(
    `UPDATE customer_success.users u SET name = (ARRAY[${list}])[1 + user_id % 6],
       email = 'p' || user_id || '.' || repeat('long', 40) || '@example.test', title = (ARRAY[${list}])[1 + (user_id + 1) % 6]
      WHERE user_id % 2 = 0`,
    [...hardNames],
  );
  await admin.query(`UPDATE customer_success.managers SET name = $1 WHERE manager_id = 1`, [hardNames[1]]);
  await admin.query(`UPDATE customer_success.managers SET name = $1 WHERE manager_id = 2`, [hardNames[4]]);
  await admin.query(
    `INSERT INTO customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     SELECT organization_id, 'hard ' || organization_id || '/' || place, subject, 'high', now() - interval '3 days'
       FROM customer_success.organizations, unnest(ARRAY[${list}]) WITH ORDINALITY AS n (subject, place) WHERE organization_id IN (1, 32, 33, 34)`,
    [...hardNames],
  );
  await admin.query(
    `INSERT INTO customer_success.survey_responses (organization_id, user_id, external_id, kind, score, comment, responded_at)
     SELECT u.organization_id, u.user_id, 'hard ' || u.user_id, 'nps', user_id % 11, repeat((ARRAY[${list}])[1 + u.user_id % 6] || ' ', 4), now() - interval '9 days'
       FROM customer_success.users u WHERE u.organization_id IN (1, 32, 33, 34)`,
    [...hardNames],
  );
  // They wait in the queue, too.
  await admin.query(
    `UPDATE customer_success.subscriptions SET renews_on = current_date + 20 WHERE organization_id BETWEEN 32 AND 37`,
  );
}
