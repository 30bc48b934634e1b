import { randomBytes } from 'node:crypto';
import type { TestCompany } from './postgres';

/** A login that looks after the company without being a superuser, as the one that made it. */
export interface Keeper {
  readonly login: string;
  readonly password: string;
  readonly url: string;
  /** Drops it and the logins that were made through it. */
  drop(made: readonly string[]): Promise<void>;
}

export async function createKeeper(company: TestCompany, attributes = 'CREATEROLE'): Promise<Keeper> {
  const login = `keeper_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await company.admin.query(`
    CREATE ROLE ${login} LOGIN ${attributes} PASSWORD '${password}' IN ROLE cs_owner;
    GRANT cs_viewer, cs_manager, cs_admin TO ${login} WITH ADMIN OPTION`);
  const address = new URL(company.url);
  address.username = login;
  address.password = password;
  return {
    login,
    password,
    url: address.href,
    async drop(made) {
      for (const name of made) await company.admin.query(`DROP ROLE IF EXISTS "${name}"`);
      await company.admin.query(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
    },
  };
}
