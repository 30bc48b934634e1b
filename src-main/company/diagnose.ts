import type { ClientBase } from 'pg';
import type { CompanyAddress } from '../../src-preload/contract/company/company-address';
import { parseAddress } from '../lib/company-address';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { connectCompany } from './connect-company';
import { examineRowSecurity } from './examine-row-security';
import { examineSchema } from './examine-schema';
import { examineServer } from './examine-server';
import { type Finding, failed } from './finding';

/**
 * Looks whether a desktop can work with the company's database through this login, and whether the login's limits
 * hold. Reads only; what it tries to write it expects to be refused, and rolls back. Never throws.
 */
export async function diagnose(url: string, now: () => number = Date.now): Promise<Finding[]> {
  let client: Awaited<ReturnType<typeof connectCompany>>;
  let address: CompanyAddress;
  try {
    address = parseAddress(url);
    client = await connectCompany(url);
  } catch (error) {
    return [failed('connection', errorMessage(error), 'Mend the address, and try again.')];
  }
  try {
    await client.query(`SET statement_timeout = '20s'`);
    return [
      {
        check: 'connection',
        level: 'ok',
        text: `Connected to ${address.database} on ${address.host}.`,
        todo: null,
      },
      ...(await examine('server', client, (opened) => examineServer(opened, address.host, now))),
      ...(await examine('schema', client, examineSchema)),
      ...(await examine('row security', client, examineRowSecurity)),
    ];
  } finally {
    await client.end().catch(() => {}); // the findings are complete
  }
}

/** A broken database may refuse any question: that is a finding too, and the other questions are still asked. */
async function examine(
  check: string,
  client: ClientBase,
  ask: (client: ClientBase) => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await ask(client);
  } catch (error) {
    const words =
      error instanceof StewardError ? error.message : `The server refused: ${errorMessage(error)}.`;
    return [failed(check, words, 'Bring the schema up to date with `steward company create`.')];
  }
}
