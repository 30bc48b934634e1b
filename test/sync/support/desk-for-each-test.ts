import { afterEach, beforeEach } from 'vitest';
import { companyForEachTest } from '../../support/company-for-each-test';
import type { TestCompany, TestLogin, TestServer } from '../../support/postgres';
import { fillCompany } from './company';
import { type Desk, openDesk } from './desk';

/** Which accounts Ann (manager 1) sees: her own, which is every second one, or all. */
export type Scope = 'book' | 'all';

export interface DeskForEachTest {
  readonly server: TestServer;
  readonly company: TestCompany;
  readonly login: TestLogin;
  /** Ann's desktop; its copy is empty until the test syncs. */
  readonly desk: Desk;
  /** A new login of Ann's with an empty desk, in place of the one before. */
  sitDown(scope: Scope): Promise<void>;
  /** An empty desk of the same login, in place of the one before. */
  startOver(): void;
}

export interface DeskOptions {
  /** Accounts of the company, each with three contacts. */
  readonly accounts: number;
  /** Where it is left out, each test calls `sitDown` itself. */
  readonly scope?: Scope;
}

/** A server for the test file, a fresh company for each test and a desk at it, to be read from within the tests. */
export function deskForEachTest({ accounts, scope }: DeskOptions): DeskForEachTest {
  const here = companyForEachTest((admin) => fillCompany(admin, accounts));
  let login: TestLogin | undefined;
  let desk: Desk | undefined;

  async function sitDown(chosen: Scope): Promise<void> {
    login = await here.company.createLogin({ role: 'manager', scope: chosen, managerId: 1 });
    startOver();
  }

  function startOver(): void {
    leave();
    desk = openDesk(satDown(login));
  }

  function leave(): void {
    desk?.close();
    desk = undefined;
  }

  beforeEach(async () => {
    if (scope !== undefined) await sitDown(scope);
  });
  afterEach(leave);
  return {
    get server() {
      return here.server;
    },
    get company() {
      return here.company;
    },
    get login() {
      return satDown(login);
    },
    get desk() {
      return satDown(desk);
    },
    sitDown,
    startOver,
  };
}

function satDown<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('nobody has sat down yet');
  return part;
}
