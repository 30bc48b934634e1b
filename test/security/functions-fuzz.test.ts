import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { callableFunctions } from '../../src-main/company/rights';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let callers: pg.Client[];
let functions: { name: string; types: string[] }[];
beforeAll(async () => {
  const pipeline = await (await team.company.createLogin({ role: 'loader' })).connect();
  callers = [team.clients.vera, team.clients.ann, team.clients.ada, pipeline];
  // Of the catalogue, so that none is forgotten that somebody may call.
  const { rows } = await team.company.admin.query<{ name: string; types: string[] }>(
    `SELECT p.proname AS name, ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t) AS types
       FROM pg_proc p WHERE p.pronamespace = 'customer_success'::regnamespace AND p.prorettype <> 'trigger'::regtype
        AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = ANY ($1) AND has_function_privilege(r.oid, p.oid, 'EXECUTE'))
      ORDER BY 1`,
    [['cs_viewer', 'cs_manager', 'cs_admin', 'cs_loader']],
  );
  functions = rows;
});

const runs = Number(process.env['STEWARD_FUZZ'] ?? 100);
const seed = Number(process.env['STEWARD_SEED'] ?? 21);

const json = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '[]',
    '[{"chain": 0, "number": 1, "hash": "zz"}]',
    '[{"chain": 1, "number": 9, "hash": "00"}]',
    '[{"chain": 1e99, "number": null}]',
    '[{"chain": "x"}, 7]',
    '{"users": 1}',
    '[7]',
  ),
);
/** By type, what may be handed over; null always. */
const values: Readonly<Record<string, fc.Arbitrary<string | number | boolean>>> = {
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('EUR', 'activity_events', 'users', `x'; DROP TABLE customer_success.notes; --`, '%s %I'),
  ),
  integer: fc.oneof(fc.constantFrom(0, 1, 2, 3, -1), fc.integer()),
  bigint: fc.oneof(fc.constantFrom(0, 1, 2), fc.maxSafeInteger()),
  uuid: fc.uuid(),
  boolean: fc.boolean(),
  date: fc.constantFrom('2026-11-28', '2026-12-31', '2027-02-01'),
  bytea: fc.constantFrom('', '\\x00ff', 'plain'),
  'timestamp with time zone': fc.constantFrom('2026-11-28 10:00Z', 'infinity', '-infinity', 'epoch'),
  interval: fc.constantFrom('0', '30 days', '-1 day', '1 month'),
  json,
  jsonb: json,
  'integer[]': fc.constantFrom(
    '{}',
    '{1}',
    '{1,2,1}',
    '{{1,2},{3,4}}',
    '{NULL}',
    '[5:6]={1,2}',
    '{2147483647}',
  ),
  'date[]': fc.constantFrom(
    '{}',
    '{2026-11-28}',
    '{2026-11-28,NULL,infinity}',
    '{-infinity}',
    '{2026-11-28,2026-11-29}',
  ),
  'double precision': fc.constantFrom('0', '1e12', 'NaN', '-1', 'Infinity', '1e308'),
  'boolean[]': fc.constantFrom('{}', '{t}', '{t,NULL,f}', '{{t,f},{f,t}}', '{NULL}'),
  'double precision[]': fc.constantFrom('{}', '{1}', '{50,NaN,-1}', '{1e308}', '{NULL}', '{0.5,0.5}'),
  'text[]': fc.constantFrom(
    '{}',
    '{low}',
    '{high,NULL,x}',
    '{"[]"}',
    '{"{"}',
    '{"\\"}',
    '{""\\u0000""}',
    '{[],[]}',
  ),
  pg_snapshot: fc.constantFrom('1:1:', '700:800:', '3:9:5,7', '9000000000:9000000000:'),
};

/** What it may fail with: not allowed; an input that is none; an account or table that isn't there. */
const codes = /^(42501|22023|22P02|22008|42P01|P0001)$/;
const tells =
  /SELECT |INSERT |UPDATE |PL\/pgSQL|violates|constraint|duplicate key|deadlock|\/home|\/usr|\.sql/;

test('whatever a function that may be called is given, it does its work or says plainly why not', async () => {
  expect(functions.map(({ name }) => name)).toEqual(Object.keys(callableFunctions).toSorted());
  const call = fc.record({
    caller: fc.constantFrom(...callers),
    given: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    nulls: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
  });
  for (const { name, types } of functions) {
    // What is given nothing answers everybody the same each time.
    const numRuns = types.length === 0 ? 2 * callers.length : runs;
    await fc.assert(
      fc.asyncProperty(call, async ({ caller, given, nulls }) => {
        const args = types.map((type, n) => (nulls[n] === 0 ? null : sampleOf(type, given[n] ?? 0)));
        await expectPlainly(caller, name, types, args);
      }),
      { numRuns, seed, endOnFailure: true },
    );
  }
});

async function expectPlainly(
  client: pg.Client,
  name: string,
  types: readonly string[],
  args: readonly unknown[],
): Promise<void> {
  const places = types.map((type, n) => `$${n + 1}::${type}`).join(', ');
  await client.query('BEGIN');
  const error = await client.query(`SELECT * FROM customer_success.${name}(${places})`, [...args]).then(
    () => null,
    (reason: { code: string; message: string }) => reason,
  );
  await client.query('ROLLBACK');
  if (error === null) return;
  expect([name, args, error.code]).toEqual([name, args, expect.stringMatching(codes)]);
  expect(error.message).not.toMatch(tells);
}

function sampleOf(type: string, number: number): string | number | boolean | null {
  const arbitrary = values[type];
  if (arbitrary === undefined) throw new Error(`no values of the type ${type}`);
  return fc.sample(arbitrary, { numRuns: 1, seed: number })[0] ?? null;
}
