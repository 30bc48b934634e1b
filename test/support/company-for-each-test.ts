import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
  type CompanyContent,
  createTestCompany,
  startPostgres,
  type TestCompany,
  type TestServer,
} from './postgres';

/**
 * A server for the test file and a fresh company for each test, to be read from within the tests.
 * @param content what each company holds from the start; written once
 */
export function companyForEachTest(content: CompanyContent | null = null): {
  readonly server: TestServer;
  readonly company: TestCompany;
} {
  let server: TestServer | undefined;
  let company: TestCompany | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  beforeEach(async () => {
    company = await createTestCompany(started(server), content);
  });
  afterEach(async () => {
    const made = company;
    company = undefined;
    await made?.drop();
  });
  afterAll(() => server?.stop());
  return {
    get server() {
      return started(server);
    },
    get company() {
      return started(company);
    },
  };
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the server and the company are there once the tests run');
  return part;
}
