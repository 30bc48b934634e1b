import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCompany, startPostgres, type TestServer } from '../support/postgres';
import { fillCompany } from './support/company';
import { openDesk } from './support/desk';
import { play, step } from './support/schedule';

/** STEWARD_SCHEDULES=500 for a long watch; STEWARD_SEED repeats the one that failed. */
const runs = Number(process.env['STEWARD_SCHEDULES'] ?? 25);
const seed = process.env['STEWARD_SEED'];

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

test('whatever writers do, and however their transactions interleave, each copy is what its login sees', async () => {
  let played = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
      const company = await createTestCompany(server);
      try {
        await fillCompany(company.admin, 10);
        const book = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
        const all = openDesk(await company.createLogin({ role: 'viewer', scope: 'all' }));
        try {
          await play(company, [book, all], steps);
          played += 1;
        } finally {
          book.close();
          all.close();
        }
      } finally {
        await company.drop();
      }
    }),
    { numRuns: runs, endOnFailure: runs <= 25, ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
  expect(played).toBe(runs);
}, 3_600_000);
