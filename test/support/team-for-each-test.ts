import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startPostgres, type TestServer } from './postgres';
import { createTeam, type Team } from './team';
import { teamNow } from './team-now';

/** A server for the test file and a fresh team for each test, to be read from within them. @param options as of createTeam */
export function teamForEachTest(options?: { readonly limits: boolean }): Team {
  let server: TestServer | undefined;
  let team: Team | undefined;
  const leaving: Promise<void>[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  beforeEach(async () => {
    if (server !== undefined) team = await createTeam(server, options);
  });
  // The next test need not wait for it.
  afterEach(() => {
    if (team !== undefined) leaving.push(team.company.drop());
    team = undefined;
  });
  afterAll(async () => {
    await Promise.all(leaving);
    await server?.stop();
  });
  return teamNow(() => team);
}
