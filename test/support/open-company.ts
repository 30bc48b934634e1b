import type pg from 'pg';
import { openInTurn } from './open-in-turn';
import { createTestCompany, startPostgres, type TestCompany, type TestLoginOptions } from './postgres';

export interface OpenCompany {
  readonly company: TestCompany;
  /** The address of a manager who sees every account. */
  readonly managerUrl: string;
  /** Ends the company's server, too. */
  close(): Promise<void>;
}

/** A company on a server of its own. @param fill writes what is in it @param login who opens it */
export function openCompany(
  fill: (admin: pg.Pool) => Promise<void>,
  login: TestLoginOptions = { role: 'manager', scope: 'all' },
): Promise<OpenCompany> {
  return openInTurn(async (closeWith) => {
    const server = await startPostgres();
    closeWith(server.stop);
    const company = await createTestCompany(server);
    closeWith(company.drop);
    await fill(company.admin);
    const { url } = await company.createLogin(login);
    return { company, managerUrl: url };
  });
}
