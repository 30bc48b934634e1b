import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordObjection, takeBackObjection } from '../../src-main/actions/contacts/objection';
import { measureIds } from '../../src-main/engines/health/measures';
import { unpackUserPage } from '../../src-main/engines/health/user-page';
import { readChampion } from '../../src-main/store/accounts/read-contacts';
import { readPeople } from '../../src-main/store/accounts/read-people';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import { personOf } from '../../src-main/work/scoring/person-of';
import { scoreUser } from '../../src-main/work/scoring/score-fresh';
import { todayOf } from '../../src-main/work/today/today-of';
import { decisionsOn } from '../support/action-context';
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

/** Two accounts alike: a champion who fell silent and answered badly, an admin who left, two members. */
const names = ['ONE', 'TWO'];
const person = { champion: 'Maya Quill', admin: 'Otto Brand', left: 'Lena Sand', member: 'Noor Field' };
const users = (objects: (name: string, id: string) => string) =>
  csv(
    'user_id,organization_id,name,email,role,deactivated_at,objected_on',
    ...names.flatMap((name) => [
      `1,${name},${person.champion},maya@${name}.example,champion,,${objects(name, '1')}`,
      `2,${name},${person.admin},otto@${name}.example,admin,,${objects(name, '2')}`,
      `3,${name},${person.left},,champion,${dayBefore(20)},${objects(name, '3')}`,
      `4,${name},${person.member},,,,${objects(name, '4')}`,
    ]),
  );
const files = {
  ...threeFeatures,
  ...accountsOf(4, 60, ...names),
  'activity_daily.csv': csv(
    'organization_id,user_id,feature_id,day,events',
    ...names.flatMap((name) => [
      ...eachDay(150, 31, (day) => [1, 2, 3, 4].map((u) => `${name},${u},f1,${day},5`)),
      ...eachDay(30, 1, (day) => [`${name},4,f1,${day},5`]),
    ]),
  ),
  'survey_responses.csv': csv(
    'response_id,organization_id,user_id,kind,score,responded_at',
    ...names.map((name) => `r${name},${name},1,nps,2,${dayBefore(5)}`),
  ),
  'support_tickets.csv': csv(
    'ticket_id,organization_id,user_id,subject,severity,opened_at',
    ...names.map((name) => `t${name},${name},2,Broken,high,${dayBefore(9)}`),
  ),
};
const nobody = () => '';
const everybody = (name: string) => (name === 'ONE' ? dayBefore(100) : '');

const contacts = (name: string) =>
  listContacts(desk.store.read, { id: desk.of(name).id, offset: 0, limit: 9 }, desk.today).rows;
const contact = (name: string, wanted: string) => {
  const found = contacts(name).find((row) => row.name === wanted);
  if (found === undefined) throw new Error(`no contact ${wanted}`);
  return found;
};
const people = (name: string) =>
  readPeople(desk.store.read, [desk.of(name).id], desk.today).get(desk.of(name).id);
const indicators = (name: string) =>
  desk
    .of(name)
    .indicators.map(({ id, severity }) => `${id} ${severity}`)
    .toSorted();
const pages = (name: string) =>
  desk.store.read
    .prepared<[number], { rows: number; payload: Buffer }>(
      'select rows, payload from user_health_scores where organization_id = ?',
    )
    .all(desk.of(name).id)
    .flatMap(({ rows, payload }) => Array.from(unpackUserPage(rows, payload).userId));

/** Everything that is said of an account on the desk, of which its own id is no part. */
function figures(name: string) {
  const { id: _id, raw, indicators: _indicators, riskLevel: _level, ...rest } = desk.of(name);
  return { ...rest, raws: measureIds.map((id) => raw(id)) };
}

describe('a contact who objects to profiling', () => {
  it('counts in every figure of the account as before, to the last digit', async () => {
    await desk.load({ ...files, 'users.csv': users(nobody) });
    const before = figures('ONE');
    expect(before.activeUsers).toBe(1);
    await desk.load({ 'users.csv': users(everybody) });
    expect(figures('ONE')).toEqual(before);
    expect(figures('TWO')).toEqual(before);
  });

  it('has no score, no habits and no risk, and the list says since when', async () => {
    await desk.load({ ...files, 'users.csv': users((name, id) => (id === '1' ? everybody(name) : '')) });
    expect(contact('ONE', person.champion)).toMatchObject({
      objection: { since: dayBefore(100), isListed: true },
      role: 'member',
      ...{ score: null, band: null, confidence: null, risk: null },
      ...{ lastActivity: null, activeDays28: null, events28: null, sessions28: null },
    });
    const { champion } = person;
    expect(contact('TWO', champion)).toMatchObject({ objection: null, role: 'champion' });
    expect(contact('TWO', champion).score).not.toBeNull();
    expect(contact('TWO', champion).risk?.signs.length).toBeGreaterThan(0);
    // Nobody turns to them first: the admin stands before.
    expect(contacts('ONE').map(({ name }) => name)).toEqual([
      ...[person.admin, champion, person.member],
      person.left,
    ]);
    const { id } = contact('ONE', champion);
    // Nor in the weeks of the past that were made for the account when it came.
    expect(pages('ONE')).not.toContain(id);
    expect(pages('TWO').filter((one) => one === contact('TWO', champion).id).length).toBeGreaterThan(3);
    expect(scoreUser(desk.store, id, Date.now())?.breakdown ?? null).toBeNull();
    expect(scoreUser(desk.store, contact('TWO', champion).id, Date.now())?.breakdown).toBeTruthy();
    const shown = personOf(desk.store.read, desk.of('ONE').id, id, Date.now());
    // What they asked and answered is kept for whoever helps them.
    expect(shown.responses).toHaveLength(1);
    expect(shown.contact.objection).not.toBeNull();
  });

  it('is no champion by name or number: neither in indicators, nor in advice, nor as whom to write to', async () => {
    await desk.load({ ...files, 'users.csv': users(everybody) });
    const [one, two] = names.map(indicators) as [string[], string[]];
    expect(two).toContain('detractor_response serious');
    expect(two).toContain('champion_left watch');
    expect(two.some((line) => line.startsWith('key_contact_at_risk'))).toBe(true);
    // The answer is the account's; who gave it is nobody's.
    expect(one).toContain('detractor_response watch');
    expect(one.filter((line) => /champion|key_contact/.test(line))).toEqual([]);
    expect(people('ONE')).toEqual({ champion: null, admin: null, detractor: null });
    expect(people('TWO')).toEqual({
      champion: person.champion,
      admin: person.admin,
      detractor: person.champion,
    });
    expect(readChampion(desk.store.read, desk.of('ONE').id)).toBeNull();
    expect(readChampion(desk.store.read, desk.of('TWO').id)?.name).toBe(person.champion);
  });

  it('is named nowhere in what Today and the summaries say', async () => {
    await desk.load({ ...files, 'users.csv': users(everybody) });
    const told = (name: string) => {
      const { id } = desk.of(name);
      const items = todayOf(desk.store.read, { limit: 50 }, Date.now()).items.filter(
        ({ accountId }) => accountId === id,
      );
      expect(items).not.toEqual([]);
      return JSON.stringify([items, desk.of(name).indicators]);
    };
    for (const name of Object.values(person)) expect(told('ONE')).not.toContain(name);
    expect(told('TWO')).toContain(person.champion);
  });

  it('of two champions leaves the other one the only one that is known', async () => {
    await desk.load({
      ...files,
      'users.csv': users((name, id) => (name === 'ONE' && id === '1' ? dayBefore(3) : '')),
    });
    expect(desk.of('ONE').indicators.find(({ id }) => id === 'champion_left')).toMatchObject({
      severity: 'serious',
      text: expect.stringMatching(/Lena Sand left .* No other champion is known/),
    });
    expect(desk.of('TWO').indicators.find(({ id }) => id === 'champion_left')).toMatchObject({
      severity: 'watch',
    });
  });

  it('is taken out of scores of earlier weeks, and others stay in them', async () => {
    await desk.load({ ...files, 'users.csv': users(nobody) });
    const before = pages('ONE');
    const { id } = contact('ONE', person.champion);
    expect(before.filter((one) => one === id).length).toBeGreaterThan(3);
    recordObjection(decisionsOn(desk.store, Date.now()), {
      account: { organizationId: desk.of('ONE').id },
      contactId: id,
      sinceDay: desk.today,
    });
    await desk.catchUp();
    expect(pages('ONE')).toEqual(before.filter((one) => one !== id));
  });

  it('is scored again, with the weeks to come, once it is taken back', async () => {
    await desk.load({ ...files, 'users.csv': users(nobody) });
    const before = contact('ONE', person.champion);
    const at = { account: { organizationId: desk.of('ONE').id }, contactId: before.id };
    recordObjection(decisionsOn(desk.store, Date.now()), { ...at, sinceDay: desk.today - 9 });
    await desk.catchUp();
    expect(contact('ONE', person.champion)).toMatchObject({
      score: null,
      objection: { since: dayBefore(9), isListed: false },
    });
    takeBackObjection(decisionsOn(desk.store, Date.now()), at);
    await desk.catchUp();
    expect(contact('ONE', person.champion)).toEqual(before);
    expect(indicators('ONE')).toEqual(indicators('TWO'));
  });
});
