import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  accountsOf,
  type CompanyAtADesk,
  dayBefore,
  eachDay,
  sitDownAt,
  threeFeatures,
} from '../support/company-at-a-desk';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv } from '../support/csv-folder';

const here = companyForEachTest();
let desk: CompanyAtADesk;
beforeEach(async () => {
  desk = await sitDownAt(here.company);
});
afterEach(() => desk.close());

const counts = 'organization_id,user_id,feature_id,day,events';

describe('one event without a user', () => {
  it('beside 800 of known users changes neither their number nor the score', async () => {
    const people = (name: string) =>
      eachDay(100, 1, (day) =>
        [1, 2, 3, 4].flatMap((u) => [`${name},${u},f1,${day},5`, `${name},${u},f2,${day},2`]),
      );
    await desk.load({
      ...threeFeatures,
      ...accountsOf(10, null, 'NONE', 'ONE'),
      'users.csv': csv(
        'user_id,organization_id,role',
        ...['NONE', 'ONE'].flatMap((name) => [
          `1,${name},champion`,
          `2,${name},`,
          `3,${name},`,
          `4,${name},`,
        ]),
      ),
      'activity_daily.csv': csv(counts, ...people('NONE'), ...people('ONE'), `ONE,,f3,${dayBefore(3)},1`),
    });
    const [none, one] = [desk.of('NONE'), desk.of('ONE')];
    expect([none.activeUsers, one.activeUsers]).toEqual([4, 4]);
    expect([one.raw('active_share'), one.raw('license_adoption')]).toEqual([0.4, 0.5]);
    expect(Math.abs((one.score ?? 0) - (none.score ?? 0))).toBeLessThan(0.1);
    expect(one.events).toBe(none.events + 1);
  });
});
