import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type TestServer } from './postgres';
import { createTeam, type Team } from './team';

/** A server and a team that the tests of a file share, to be read from within them. */
export function teamForAllTests(): Team {
  let server: TestServer | undefined;
  let team: Team | undefined;
  beforeAll(async () => {
    server = await startPostgres();
    team = await createTeam(server);
  });
  afterAll(async () => {
    await team?.company.drop();
    await server?.stop();
  });
  const there = (): Team => {
    if (team === undefined) throw new Error('the team is there once the tests run');
    return team;
  };
  return {
    get company() {
      return there().company;
    },
    get companyId() {
      return there().companyId;
    },
    get logins() {
      return there().logins;
    },
    get clients() {
      return there().clients;
    },
  };
}
