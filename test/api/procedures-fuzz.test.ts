import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { saveView } from '../../src-main/actions/desk/views';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { appRouter } from '../../src-main/api/router';
import { accountFacts } from '../../src-main/store/facts/account-facts';
import { readConfigVersion, readCurrentVersion } from '../../src-main/store/scores/configs';
import type { Store } from '../../src-main/store/types';
import { starters } from '../../src-main/templates/starters/starters';
import { callErrorSchema } from '../../src-preload/contract/wire/errors';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { almost, arbitraryOf } from '../support/arbitrary-of';
import { someBadge } from '../support/celebrations';
import { pngFile } from '../support/files';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { anyConditions } from '../support/rules/any-conditions';
import { fillCompany } from '../sync/support/company';
import { accountAt, decidingAt, writeNote } from '../sync/support/decide';
import { type Desk, openDesk } from '../sync/support/desk';
import { decides } from './support/what-procedures-decide';

/** Of each procedure with input of its own schema; STEWARD_FUZZ for more, STEWARD_SEED for others. */
const runs = Number(process.env['STEWARD_FUZZ'] ?? 100);
const seed = Number(process.env['STEWARD_SEED'] ?? 30);

const there = openForTests(() =>
  openCompany((admin) => fillCompany(admin, 6), { role: 'admin', scope: 'all' }),
);
let desk: Desk;
let api: ApiOnStore;
beforeAll(async () => {
  const url = new URL(there.managerUrl);
  desk = openDesk({
    login: url.username,
    url: url.href,
    connect: () => Promise.reject(new Error('not here')),
  });
  await desk.sync();
  const account = { organizationId: accountAt(desk) };
  writeNote(desk, 'the first');
  setPulse(decidingAt(desk), { account, points: 50, reason: 'unsure' });
  saveView(decidingAt(desk), {
    name: 'mine',
    filter: {},
    sort: { key: 'arr', descending: true },
    columns: [],
  });
  api = apiOnStore(desk.store, join(desk.file, '..', 'accounts.csv'));
  await api.call('monitor.scoreAll');
  // From here on nothing is written but by calls.
  await api.finishJobs();
});
afterAll(() => desk?.close());

const paths = Object.keys(appRouter._def.procedures);
/** They reach for servers: their answers are looked at in tests of their own. */
const elsewhere = ['settings.testConnection', 'signIn.acceptInvitation', 'signIn.changePassword'];

const definitionSchema = z.object({ inputs: z.array(z.custom<z.ZodType>()) });

/** What the procedure of this path takes. */
function schemaOf(path: string): z.ZodType | undefined {
  const procedure: object = Reflect.get(appRouter._def.procedures, path);
  return definitionSchema.parse(Reflect.get(procedure, '_def')).inputs[0];
}

const emails = ['ann@company.example', 'ben@company.example'];
const invitation = JSON.stringify({
  steward: 'invitation',
  version: 1,
  url: 'postgres://ann@127.0.0.1:1/company',
  company: { id: '5f0c1b5e-3c1d-4c8f-9d3c-0f4a4a4f3a55', name: 'A company' },
  validUntil: '2999-12-31T00:00:00Z',
});

/** Keys that mean something on this desk by now. */
function known({ read }: Store) {
  const column = (sql: string) => read.prepared<[], string>(sql).pluck().all();
  const entries = column('select distinct entry from operations order by seq desc limit 12');
  const ids = read.prepared<[], number>('select organization_id from organizations').pluck().all();
  const people = read.prepared<[], number>('select user_id from users limit 6').pluck().all();
  const external = column('select external_id from organizations limit 3');
  const conditions = anyConditions([...accountFacts(read).keys()], entries);
  const keys = ids.slice(0, 4).flatMap((id) => [`${id}:renewal`, `${id}:silent`]);
  return {
    texts: [
      ...entries,
      ...external,
      ...keys,
      '2026-11-28',
      '2999-12-31',
      '0001-01-01',
      '2026-10',
      '0001-01',
      '9999-12',
      'Account',
      'u1',
      'why so',
      // A mail's.
      '1764441600000-1',
    ],
    numbers: [...ids, ...people, 0, 1, 7, 90],
    named: {
      key: keys,
      keys,
      until: ['2999-12-31'],
      url: ['postgres://ann:secret@127.0.0.1:1/company'],
      text: ['organization_id,owner_email\n1,ann@company.example', invitation],
      digest: ['0'.repeat(64)],
      sha256: ['0'.repeat(64)],
      content: [pngFile().toString('base64'), 'TVqQ'],
      from: [...emails, '2026-01-05', '2026-11-28'],
      to: [...emails, '2026-11-28'],
      managerEmail: emails,
      // The same one, as who writes an address once more does.
      email: emails.slice(0, 1),
      typed: emails.slice(0, 1),
      language: ['en', 'de-AT'],
      mjml: [starters[0]?.mjml ?? '', '<mj-raw>'],
      website: ['https://company.example'],
      logo_url: ['https://company.example/logo.png'],
      color: ['#1f5fbf'],
      sender_address: emails,
      // Of a badge, in base64.
      file: [Buffer.from(someBadge).toString('base64'), 'iVBORw0KGgo='],
    },
    shaped: { conditions, rearm: fc.option(conditions) },
  };
}

/** What a schema can't say of a whole configuration is tried on one that is right. */
function inputOf(path: string, schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined);
  const any = arbitraryOf(schema, known(desk.store));
  if (!/Config$/.test(path) || path === 'settings.publishConfig') return any;
  const { config, version: basedOn } = readConfigVersion(
    desk.store.read,
    readCurrentVersion(desk.store.read),
  );
  const right = { config, basedOn, note: 'why not' };
  return fc.oneof(
    { weight: 8, arbitrary: almost(right) },
    { weight: 1, arbitrary: fc.constant(right) },
    { weight: 1, arbitrary: any },
  );
}

/** Another number as soon as anything was written, whatever it is (https://sqlite.org/pragma.html#pragma_data_version). */
function version({ read }: Store): unknown {
  return read.prepared('pragma data_version').pluck().get();
}

const leaks =
  /secret|\b(select|insert|update|delete) .*\b(from|into|set)\b|sqlite|customer_success|\/home|\/tmp|\/work|\.ts:|\bat \w+ \(|node_modules|postgres(ql)?:\/\/\S+@(?!host)/i;

/** Whatever the answer, it is data or a closed code in plain words; what was refused has changed nothing. */
async function expectPlain(path: string, input: unknown): Promise<string> {
  const before = version(desk.store);
  const response = await api.call(path, input);
  if (response.ok) return 'ok';
  const { code, message, fields } = callErrorSchema.parse(response.error);
  expect([path, code, message]).not.toEqual([path, 'internal', message]);
  expect(`${message} ${JSON.stringify(fields ?? {})}`).not.toMatch(leaks);
  expect(version(desk.store), `${path} was refused and changed something`).toBe(before);
  return code;
}

/** What waits to go up, one text for each kind of operation: another one as soon as anything of it is. */
function waiting({ read }: Store): Map<string, string> {
  const rows = read
    .prepared<[], { kind: string; all: string }>(
      `select kind, count(*) || ' ' || max(seq) || ' ' || total(length(patch)) as "all" from operations group by kind`,
    )
    .all();
  return new Map(rows.map(({ kind, all }) => [kind, all]));
}

test.each(paths.filter((path) => !elsewhere.includes(path)))(
  '%s answers whatever fits its schema with data or a plain refusal, which changes nothing',
  async (path) => {
    const schema = schemaOf(path);
    const input = inputOf(path, schema);
    const codes = new Set<string>();
    const before = waiting(desk.store);
    const times = schema === undefined ? 2 : runs;
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        codes.add(await expectPlain(path, given));
      }),
      { numRuns: times, seed, endOnFailure: true },
    );
    // Something gets past the checks of shape.
    expect([...codes].some((code) => code !== 'invalid_input')).toBe(true);
    const kind = decides[path];
    if (kind !== undefined && codes.has('ok'))
      expect(waiting(desk.store).get(kind)).not.toBe(before.get(kind));
  },
);

test('any procedure answers junk with a plain refusal, which changes nothing', async () => {
  const junk = fc.tuple(
    fc.constantFrom(...paths, 'today', '__proto__.x', 'constructor', 'toString', ''),
    fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
      fc.jsonValue(),
    ),
  );
  await fc.assert(
    fc.asyncProperty(junk, async ([path, input]) => {
      await expectPlain(path, input);
    }),
    { numRuns: runs * 4, seed, endOnFailure: true },
  );
});
