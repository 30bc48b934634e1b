import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { mondayOf } from '../../src-main/lib/day';
import { readMovements } from '../../src-main/store/scores/movements';
import { parseDay } from '../../tools/sample-company/calendar.mjs';
import { writeCompany } from '../../tools/sample-company/write-company.mjs';
import { sitDownAt } from '../support/company-at-a-desk';
import { companyForEachTest } from '../support/company-for-each-test';

const here = companyForEachTest();

/** The year's end that lies at least eight weeks back, so that weeks after it can be looked at. */
const yearEnd = (() => {
  const year = new Date(Date.now() - 56 * 86_400_000).getUTCFullYear() - 1;
  return parseDay(`${year}-12-31`);
})();

it('the year’s end of the sample company is one sign of the book, and lifts no more accounts into risk than half as many again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-years-end-'));
  const through = yearEnd + 42;
  writeCompany(
    folder,
    { seed: 'steward', startDay: yearEnd - 190 },
    { since: null, through, rawFrom: through + 1 },
  );
  await createCompany({ url: here.company.url, from: folder });
  rmSync(folder, { recursive: true });
  const desk = await sitDownAt(here.company);
  await desk.catchUp();
  const atRisk = new Map(
    desk.store.read
      .prepared<[], [day: number, accounts: number]>(
        `select as_of, sum(level in ('high', 'critical')) from risk_assessment_history group by as_of`,
      )
      .raw()
      .all(),
  );
  const movements = readMovements(desk.store.read);
  const weeks = Array.from({ length: 13 }, (_, i) => mondayOf(yearEnd) - 42 + 7 * i);
  const told = weeks.map((monday) => ({
    atRisk: atRisk.get(monday) ?? 0,
    week: movements.of(null, monday - 1)?.week ?? Number.NaN,
  }));
  const dips = told.filter(({ week }) => week < 0.85);
  // Two weeks of holidays; both are told as the book's.
  expect(dips.length).toBeGreaterThanOrEqual(2);
  const first = weeks.indexOf(mondayOf(yearEnd) - 7);
  const around = [...told.slice(first - 4, first), ...told.slice(first + 5, first + 9)].map(
    (week) => week.atRisk,
  );
  const usual = around.reduce((sum, each) => sum + each, 0) / around.length;
  const worst = Math.max(...told.slice(first, first + 5).map((week) => week.atRisk));
  expect(worst).toBeLessThanOrEqual(1.5 * usual);
  desk.close();
});
