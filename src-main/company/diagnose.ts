import type { ClientBase } from 'pg';
import type { CompanyAddress } from '../../src-preload/contract/company/company-address';
import { parseAddress } from '../lib/company-address';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { connectCompany } from './connect-company';
import { examineAccountZones } from './doctor/examine-account-zones';
import { examineCatalogue } from './doctor/examine-catalogue';
import { examineErasures } from './doctor/examine-erasures';
import { examineLives } from './doctor/examine-lives';
import { examineLogin } from './doctor/examine-login';
import { examineLogins } from './doctor/examine-logins';
import { examineMoney } from './doctor/examine-money';
import { examineOutside } from './doctor/examine-outside';
import { examineSchema, type SchemaExamination } from './doctor/examine-schema';
import { examineServer } from './doctor/examine-server';
import { examineSettings } from './doctor/examine-settings';
import { examineTeam } from './doctor/examine-team';
import { examineZone } from './doctor/examine-zone';
import { doubtful, type Finding, failed, passed } from './doctor/finding';
import { useOwnSettings } from './doctor/own-settings';

/**
 * Looks whether a desktop can work with the company's database through this login, and whether the limits of every login
 * hold: by what the server's catalogue says beside what the migrations make, and by trying. Reads only; what it tries to
 * write it expects to be refused, and rolls back. Never throws.
 * @param administrates whether the login looks after the company instead of using a desktop
 */
export async function diagnose(
  url: string,
  now: () => number = Date.now,
  { administrates = false }: { administrates?: boolean } = {},
): Promise<Finding[]> {
  let client: Awaited<ReturnType<typeof connectCompany>>;
  let address: CompanyAddress;
  try {
    address = parseAddress(url);
    client = await connectCompany(url, { writesRows: false });
  } catch (error) {
    return [describeConnection(error)];
  }
  try {
    await useOwnSettings(client);
    const place = `${address.database} on ${address.host}`;
    return [
      passed('connection', `Connected to ${place}.`),
      ...(await examine('server', client, (opened) => examineServer(opened, address.host, now))),
      ...(await examine('settings', client, examineSettings)),
      ...(await examineCompany(client, administrates)),
    ];
  } catch (error) {
    return [failed('connection', `The server ended the session: ${errorMessage(error)}.`, endedSession)];
  } finally {
    await client.end().catch(() => {}); // the findings are complete
  }
}

const endedSession =
  'Look at the limits that are set for this login, its database and the server: statement_timeout, transaction_timeout and idle_session_timeout want a minute or more.';

/** PostgreSQL's code for a login, a database or a server that has as many connections as it allows. */
const full = '53300';

function describeConnection(error: unknown): Finding {
  const cause = error instanceof StewardError ? error.cause : error;
  if (errorCode(cause) !== full) {
    return failed('connection', errorMessage(error), 'Mend the address, and try again.');
  }
  return failed(
    'connection',
    `No further connection is allowed: ${errorMessage(cause)}.`,
    'End other sessions, or allow more: ALTER ROLE … CONNECTION LIMIT -1; for a database ALTER DATABASE … CONNECTION LIMIT -1; for a server max_connections.',
  );
}

async function examineCompany(client: ClientBase, administrates: boolean): Promise<Finding[]> {
  let schema: SchemaExamination = { findings: [], version: null };
  const findings = await examine('schema', client, async () => {
    schema = await examineSchema(client);
    return schema.findings;
  });
  const { version } = schema;
  return [
    ...findings,
    ...(version === null
      ? []
      : [
          ...(await examine('catalogue', client, () => examineCatalogue(client, version))),
          ...(await examine('logins', client, examineLogins)),
          ...(await examine('other schemas', client, examineOutside)),
          ...(await examine('departures', client, examineLives)),
          ...(await examine('zone', client, (opened) => examineZone(opened, version))),
          ...(await examine('zones of accounts', client, (opened) => examineAccountZones(opened, version))),
          ...(await examine('money', client, (opened) => examineMoney(opened, version))),
          ...(await examine('team', client, (opened) => examineTeam(opened, version))),
          ...(await examine('erasures', client, (opened) => examineErasures(opened, version))),
        ]),
    ...(await examine('row security', client, () => examineLogin(client, administrates))),
  ];
}

/** PostgreSQL's code for what a login may not do. */
const denied = '42501';

/** PostgreSQL's code for a lock that was not to be had in time. */
const held = '55P03';

/** A broken database may refuse any question: that is a finding too, and the other questions are still asked. */
async function examine(
  check: string,
  client: ClientBase,
  ask: (client: ClientBase) => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await ask(client);
  } catch (error) {
    const reason = errorMessage(error);
    if (errorCode(error) === denied && / pg_\w+$/.test(reason)) {
      const text = `The server does not show this login all of its catalogue, so nobody looked: ${reason}.`;
      return [
        doubtful(check, text, 'Let an administrator run `steward doctor`, whose login is shown all of it.'),
      ];
    }
    if (errorCode(error) === held) {
      const text = 'A table is held by another session, for example a load, so nobody looked.';
      return [failed(check, text, 'Try again when it is done.')];
    }
    const words = error instanceof StewardError ? error.message : `The server refused: ${reason}.`;
    return [failed(check, words, 'Bring the schema up to date with `steward company create`.')];
  }
}
