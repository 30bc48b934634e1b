import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type TestServer } from './postgres';
import { createTeam, type Team } from './team';
import { teamNow } from './team-now';

/** A server and a team that the tests of a file share, to be read from within them. @param options as of createTeam */
export function teamForAllTests(options?: { readonly limits: boolean }): Team {
  let server: TestServer | undefined;
  let team: Team | undefined;
  beforeAll(async () => {
    server = await startPostgres();
    team = await createTeam(server, options);
  });
  afterAll(async () => {
    await team?.company.drop();
    await server?.stop();
  });
  return teamNow(() => team);
}
