// @ts-check
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { node24, root } from '../setup/places.mjs';
import { formatDay, parseDay } from './calendar.mjs';
import { decide, withClient } from './decide.mjs';
import { randomStream } from './random.mjs';

/**
 * @typedef {typeof import('../../src-main/engines/milestones/starter-set')} StarterSet
 *
 * @typedef {object} Joined an account that joined in recorded time; days are epoch days
 * @property {number} id
 * @property {string} external
 * @property {number} joined
 * @property {number | null} left
 * @property {number | null} used when its people had used the product for so many outcomes that a goal is reached
 *
 * @typedef {{ account: number, plan: string, day: string }} Given
 * @typedef {{ account: number, milestone: string, day: string }} Done
 */

/** From so many days after joining on, an account follows the second plan. */
const onboardingDays = 90;
/** So many outcomes for each of their people are a goal that they say is reached. */
const outcomesOfGoal = 30;

/**
 * Lets the sample company have the milestones that Steward offers to begin with, and both plans of them, which the accounts that
 * joined in recorded time have followed since then: once. What people say is there with its day; what use completes is
 * counted by whoever opens the company.
 * @param {object} options
 * @param {string} options.url superuser's address of the company's database
 * @param {string} options.adminUrl
 * @param {string} options.through the last day told, YYYY-MM-DD
 */
export async function giveMilestones({ url, adminUrl, through }) {
  await withClient(url, async (client) => {
    const { rows } = await client.query('SELECT FROM customer_success.plan_assignments LIMIT 1');
    if (rows.length > 0) return;
    const ids = await addStarters(adminUrl);
    const idOf = (/** @type {string} */ name) => ids.get(name) ?? '';
    const accounts = await joinedAccounts(client);
    const days = accounts.map((account) => daysOf(account, parseDay(through)));
    const given = days.flatMap(({ account, onboarding, adoption }) => [
      { account, plan: idOf('Onboarding'), day: formatDay(onboarding) },
      ...(adoption === null ? [] : [{ account, plan: idOf('Adoption'), day: formatDay(adoption) }]),
    ]);
    const done = days.flatMap(({ account, said }) =>
      said.map(([name, day]) => ({ account, milestone: idOf(name), day: formatDay(day) })),
    );
    await writePast(client, new URL(adminUrl).username, given, done);
  });
}

/** @param {string} adminUrl @returns {Promise<Map<string, string>>} the keys of milestones and plans, by name */
async function addStarters(adminUrl) {
  const { starterMilestones, starterPlans } = await readStarterSet();
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT name, milestone_id AS id FROM customer_success.milestone_definitions WHERE removed_at IS NULL
        UNION ALL SELECT name, plan_id FROM customer_success.success_plans WHERE removed_at IS NULL`,
    );
    const ids = new Map(rows.map(({ name, id }) => [name, id]));
    const idsOf = (/** @type {readonly string[]} */ names) => names.map((name) => ids.get(name) ?? '');
    const add = async (
      /** @type {string} */ kind,
      /** @type {{ name: string, definition: object }} */ patch,
    ) => {
      if (ids.has(patch.name)) return;
      const [id] = await decide(client, [{ kind, patch }]);
      ids.set(patch.name, id);
    };
    for (const { name, after, definition } of starterMilestones)
      await add('milestone.save', { name, definition: { ...definition, prerequisites: idsOf(after) } });
    for (const { name, milestones, definition } of starterPlans)
      await add('plan.save', {
        name,
        definition: { ...definition, milestones: idsOf(milestones), isOn: true },
      });
    return ids;
  });
}

/** From its source, which only Node 24 can read. @returns {Promise<Pick<StarterSet, 'starterMilestones' | 'starterPlans'>>} */
async function readStarterSet() {
  const source = pathToFileURL(join(root, 'src-main', 'engines', 'milestones', 'starter-set.ts')).href;
  const print = `import * as set from ${JSON.stringify(source)}; process.stdout.write(JSON.stringify(set));`;
  const { stdout } = await promisify(execFile)(node24, ['--input-type=module', '--eval', print]);
  return JSON.parse(stdout);
}

/** @param {import('pg').Client} client @returns {Promise<Joined[]>} */
async function joinedAccounts(client) {
  const { rows } = await client.query(
    `WITH joined AS (
       SELECT o.organization_id, o.external_id, o.churned_at, (o.created_at AT TIME ZONE 'UTC')::date AS day,
              (SELECT count(*) FROM customer_success.users u WHERE u.organization_id = o.organization_id) AS people
         FROM customer_success.organizations o
        WHERE o.created_at >= (SELECT min(day) FROM customer_success.activity_daily)
     ), outcomes AS (
       SELECT a.organization_id, a.day, sum(sum(a.events)) OVER (PARTITION BY a.organization_id ORDER BY a.day) AS reached
         FROM customer_success.activity_daily a JOIN joined USING (organization_id)
         JOIN customer_success.features f USING (feature_id)
        WHERE f.kind = 'outcome' GROUP BY a.organization_id, a.day
     )
     SELECT j.organization_id AS id, j.external_id AS external, j.day - date '1970-01-01' AS joined,
            (j.churned_at AT TIME ZONE 'UTC')::date - date '1970-01-01' AS left,
            (SELECT min(c.day) FROM outcomes c WHERE c.organization_id = j.organization_id AND c.reached >= $1 * j.people)
              - date '1970-01-01' AS used
       FROM joined j ORDER BY j.organization_id`,
    [outcomesOfGoal],
  );
  return rows;
}

/**
 * When an account began each plan, and on which days its people said what is said.
 * @param {Joined} account
 * @param {number} through
 */
function daysOf({ id, external, joined, left, used }, through) {
  const random = randomStream('milestones', external);
  const last = Math.min(through, left === null ? Infinity : left - 1);
  const isHeld = random.chance(0.93);
  const kickOff = joined + random.whole(1, 12);
  const goal = used === null ? null : Math.max(used, kickOff + 14) + random.whole(1, 9);
  const reference = goal !== null && random.chance(0.25) ? goal + random.whole(30, 120) : null;
  const said = /** @type {[string, number | null][]} */ ([
    ['Kick-off held', kickOff],
    ['First goal reached', goal],
    ['A reference given', reference],
  ]).flatMap(([name, day]) =>
    isHeld && day !== null && day <= last ? [/** @type {[string, number]} */ ([name, day])] : [],
  );
  const adoption = joined + onboardingDays;
  return { account: id, onboarding: joined, adoption: adoption <= last ? adoption : null, said };
}

/**
 * Operations are of the day on which they are made: what was before them is written down with its own.
 * @param {import('pg').Client} client
 * @param {string} author
 * @param {Given[]} given
 * @param {Done[]} done
 */
async function writePast(client, author, given, done) {
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO customer_success.user_milestones (organization_id, milestone_id, progress, moved_on, awarded_at, set_by)
     SELECT account, milestone, 100, day, day, $2
       FROM json_to_recordset($1) AS d (account int, milestone uuid, day date) ORDER BY day, account
         ON CONFLICT DO NOTHING`,
    [JSON.stringify(done), author],
  );
  await client.query(
    `INSERT INTO customer_success.plan_assignments (organization_id, plan_id, started_on, given_at)
     SELECT account, plan, day, day FROM json_to_recordset($1) AS g (account int, plan uuid, day date) ORDER BY day, account`,
    [JSON.stringify(given)],
  );
  await client.query('COMMIT');
}
