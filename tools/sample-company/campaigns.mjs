// @ts-check
import { decide, withClient } from './decide.mjs';

/** Of a hundred accounts so many are left out of the story's campaigns (team.mjs). */
const heldOutPercent = 25;

const letter = {
  name: 'Three things worth trying',
  category: 'relationship',
  language: 'en',
  content: {
    subject: 'Three things worth trying, {{ contact.first_name }}',
    preheader: 'What others like {{ account.name }} do',
    mjml: [
      '<mjml><mj-body><mj-section><mj-column><mj-text>',
      'Hello {{ contact.first_name }}, here are three things that others like {{ account.name }} do.',
      '</mj-text></mj-column></mj-section></mj-body></mjml>',
    ].join('\n'),
    html: '<p>Hello {{ contact.first_name }}, here are three things that others like {{ account.name }} do.</p>',
  },
};

const poor = { combinator: 'and', rules: [{ field: 'health.score', operator: 'below', value: 55 }] };

/** @param {object} more */
function ruleOf(more) {
  return {
    ...{ description: '', subject: 'account', trigger: 'level', conditions: poor, rearm: null, clearDays: 2 },
    ...{ coolDownDays: 60, limits: { perAccount: null, perContact: null, perDay: null }, priority: 'usual' },
    ...{ mode: 'automatic', holdoutPercent: 0, actions: [] },
    ...more,
  };
}

/** @param {string} templateId */
function rulesOf(templateId) {
  return [
    {
      name: 'Tips for accounts that look poor',
      definition: ruleOf({
        holdoutPercent: heldOutPercent,
        actions: [{ kind: 'email', templateId, to: 'champion', minutes: 1 }],
      }),
    },
    {
      name: 'Check in with accounts that look poor',
      definition: ruleOf({
        actions: [{ kind: 'cta', type: 'risk', title: 'Check in', dueWorkingDays: 3, minutes: 30 }],
      }),
    },
  ];
}

/**
 * Lets the sample company have what its campaigns and check-ins were, as rules' deeds: two rules, paused by now, that fired when the
 * story says so, for whom it says, so that what came of them is the story's own. Days told since then are added.
 * @param {object} options
 * @param {string} options.url superuser's address of the company's database
 * @param {string} options.adminUrl
 */
export async function giveCampaigns({ url, adminUrl }) {
  const ids = await withClient(adminUrl, addEntries);
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    const values = [ids.campaign, ids.template, new URL(adminUrl).username, heldOutPercent];
    for (const statement of campaigns) await client.query(...used(statement, values));
    for (const statement of checkIns)
      await client.query(...used(statement, [ids.checkIn, null, values[2] ?? null]));
    await client.query('COMMIT');
  });
}

/**
 * @param {import('pg').Client} client of an admin
 * @returns {Promise<{ template: string, campaign: string, checkIn: string }>}
 */
async function addEntries(client) {
  const idOf = async (/** @type {string} */ table, /** @type {string} */ key, /** @type {string} */ name) => {
    const { rows } = await client.query(
      `SELECT ${key} AS id FROM customer_success.${table} WHERE name = $1`,
      [name],
    );
    return /** @type {string | undefined} */ (rows[0]?.id);
  };
  const template =
    (await idOf('email_templates', 'template_id', letter.name)) ??
    (await decide(client, [{ kind: 'template.save', patch: letter }]))[0];
  const rules = [];
  for (const rule of rulesOf(template ?? '')) {
    const known = await idOf('rules', 'rule_id', rule.name);
    const [id = ''] =
      known === undefined ? await decide(client, [{ kind: 'rule.save', patch: rule }]) : [known];
    if (known === undefined)
      await decide(client, [{ kind: 'rule.save', patch: { state: 'paused' }, entry: id, version: 1 }]);
    rules.push(id);
  }
  return { template: template ?? '', campaign: rules[0] ?? '', checkIn: rules[1] ?? '' };
}

/**
 * A statement with as many of the values as it names.
 * @param {string} text
 * @param {readonly (string | number | null)[]} values
 * @returns {[string, (string | number | null)[]]}
 */
function used(text, values) {
  const named = [...text.matchAll(/\$(\d)/g)].map(([, place]) => Number(place));
  const places = [...new Set(named)].sort();
  const numbered = places.reduce((now, place, at) => now.replaceAll(`$${place}`, `$${at + 1}`), text);
  return [numbered, places.map((place) => values[place - 1] ?? null)];
}

const told = (/** @type {string} */ kind) => `
  WITH told AS (
    SELECT h.*, (h.started_at AT TIME ZONE 'UTC')::date AS day,
           row_number() OVER (PARTITION BY h.organization_id ORDER BY h.started_at, h.intervention_id)::int AS n
      FROM customer_success.intervention_history h WHERE h.kind = '${kind}')`;

const campaigns = [
  `${told('campaign')}
   INSERT INTO customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, fired_at, why, held_out, outcomes)
   SELECT $1, t.organization_id, 1, t.n, t.day, t.started_at, '["Health score was below 55.0."]', t.is_held_out,
          jsonb_build_array(jsonb_build_object('kind', 'email', 'result', CASE WHEN t.is_held_out THEN 'held_out' ELSE 'made' END))
     FROM told t ORDER BY t.started_at ON CONFLICT DO NOTHING`,
  `${told('campaign')}
   INSERT INTO customer_success.rule_holdouts (rule_id, organization_id, place, held_out, assigned_on, percent)
   SELECT $1, t.organization_id, t.organization_id % 2500 + CASE WHEN t.is_held_out THEN 0 ELSE 2500 END, t.is_held_out, t.day, $4
     FROM told t WHERE t.n = 1 ON CONFLICT DO NOTHING`,
  `${told('campaign')}
   INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, rule_id, rule_version, launched_by,
     template_id, template_version, category, due_at, expires_at, next_due, created_at, stage, reason, changed_at, sent_at)
   SELECT sha256(convert_to('campaign/' || t.intervention_id, 'UTF8')), t.organization_id, c.user_id, 'email', t.n::text, $1, 1, $3, $2, 1,
          'relationship', t.started_at, t.started_at + interval '7 days', t.started_at, t.started_at, 'sent', 'sent', t.started_at, t.started_at
     FROM told t
     CROSS JOIN LATERAL (SELECT u.user_id FROM customer_success.users u
                          WHERE u.organization_id = t.organization_id AND u.created_at <= t.started_at AND u.erased_at IS NULL
                            AND (u.deactivated_at IS NULL OR u.deactivated_at > t.started_at)
                          ORDER BY u.role <> 'champion', u.user_id LIMIT 1) c
    WHERE NOT t.is_held_out ON CONFLICT DO NOTHING`,
];

const checkIns = [
  `${told('check_in')}
   INSERT INTO customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, fired_at, why, outcomes)
   SELECT $1, t.organization_id, 1, t.n, t.day, t.started_at, '["Health score was below 55.0."]', '[{"kind": "cta", "result": "made"}]'
     FROM told t ORDER BY t.started_at ON CONFLICT DO NOTHING`,
  `${told('check_in')}
   INSERT INTO customer_success.ctas (cta_id, organization_id, type, title, reason, due_day, outcome, closed_at, closed_by, rule_id,
     rule_version, occurrence, firings, last_fired_at, author, made_at)
   SELECT gen_random_uuid(), t.organization_id, 'risk', 'Check in', 'Health score was below 55.0.', t.day + 5,
          CASE t.outcome WHEN 'successful' THEN 'resolved' WHEN 'unsuccessful' THEN 'lost' ELSE 'no_response' END,
          t.ended_at, $3, $1, 1, t.n::text, 1, t.started_at, $3, t.started_at
     FROM told t
    WHERE t.ended_at IS NOT NULL AND NOT EXISTS (
      SELECT FROM customer_success.ctas c
       WHERE c.organization_id = t.organization_id AND c.rule_id = $1 AND c.occurrence = t.n::text)
    ORDER BY t.started_at`,
];
