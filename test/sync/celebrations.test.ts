import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addBadge, removeBadge } from '../../src-main/actions/celebrations/badges';
import {
  addWords,
  decideCelebration,
  setCelebrating,
} from '../../src-main/actions/celebrations/celebrations';
import { saveMilestone } from '../../src-main/actions/milestones/definitions';
import { setProgress } from '../../src-main/actions/milestones/progress';
import { saveTemplate } from '../../src-main/actions/templates/templates';
import { listBadges } from '../../src-main/work/celebrations/list-badges';
import {
  celebratingState,
  listCelebrations,
  reachedBadges,
  signOfCelebrations,
} from '../../src-main/work/celebrations/list-celebrations';
import { previewCelebration } from '../../src-main/work/celebrations/preview-celebration';
import { tellOfCelebrations } from '../../src-main/work/celebrations/tell-owner';
import { type MailRoom, startMailRoom } from '../../src-main/work/templates/mail-room';
import type { CelebrationGroup } from '../../src-preload/contract/celebrations/celebrations';
import {
  type CelebrationSettings,
  proposedCelebrations,
} from '../../src-preload/contract/celebrations/settings';
import {
  type MilestoneDefinition,
  newMilestone,
} from '../../src-preload/contract/milestones/milestone-definition';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { brandPatch } from '../support/templates';
import { fillCompany } from './support/company';
import { accountAt, decidingAt, setBacksOf } from './support/decide';
import { type Desk, openDesk } from './support/desk';

let server: TestServer;
let company: TestCompany;
let ann: Desk;
let ada: Desk;
let mail: MailRoom;
let template: string;

const html = '<p>{{ milestone.name }} of {{ account.name }}. {{ celebration.words | default: "-" }}</p>';
beforeAll(async () => {
  mail = startMailRoom();
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillCompany(company.admin, 4);
  await company.admin.query(`
    UPDATE customer_success.operation_limits SET per_minute = 1000000;
    UPDATE customer_success.users SET role = 'champion' WHERE external_id = 'u1';
    INSERT INTO customer_success.brand_settings (brand_id, brand, author, made_at)
    VALUES (gen_random_uuid(), '${JSON.stringify(brandPatch)}', 'ada', now())`);
  ann = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
  ada = openDesk(await company.createLogin({ role: 'admin', scope: 'all' }));
  await both();
  const content = { subject: 'Well done', preheader: '', mjml: '<mjml>{{ celebration.words }}</mjml>', html };
  template = saveTemplate(decidingAt(ada), {
    ...{ id: undefined, version: undefined, name: 'Well done', category: 'celebration', language: 'en' },
    ...{ isTransactional: false, content },
  });
  await both();
}, 120_000);
afterAll(async () => {
  mail.end();
  ann.close();
  ada.close();
  await company.drop();
  await server.stop();
});
beforeEach(async () => {
  for (const desk of [ann, ada]) desk.store.db.client.exec('delete from operations');
  await company.admin.query(
    'DELETE FROM customer_success.interventions; DELETE FROM customer_success.milestone_definitions; DELETE FROM customer_success.badges',
  );
  await celebrating();
});

async function both(): Promise<void> {
  await ann.sync();
  await ada.sync();
  await ann.sync();
}
async function celebrating(more: Partial<CelebrationSettings> = {}): Promise<void> {
  setCelebrating(decidingAt(ada), { ...proposedCelebrations, is_on: true, template, ...more });
  await both();
}
const account = (place = 0) => ({ organizationId: accountAt(ann, place) });
async function reached(name: string, more: Partial<MilestoneDefinition> = {}, places = [0]): Promise<string> {
  const milestone = saveMilestone(
    decidingAt(ada),
    { id: undefined, version: undefined, name, definition: { ...newMilestone, ...more } },
    [],
  );
  await both();
  for (const place of places)
    setProgress(decidingAt(ann), {
      ...{ account: account(place), milestone, contact: null, progress: 100, reason: null },
    });
  await both();
  return milestone;
}
const list = (group: CelebrationGroup = 'waiting', desk = ann, owner: number | null = null) =>
  listCelebrations(desk.store.read, { group, owner, offset: 0, limit: 50 }, Date.now());
const first = () => {
  const [celebration] = list().celebrations;
  if (celebration === undefined) throw new Error('no celebration waits');
  return celebration;
};

describe('celebrations at two desks', () => {
  test('wait with whom they are for, take words that are seen as on their way, and the mail says them', async () => {
    await reached('Kick-off held', { badge: 'trophy', points: 5 });
    const { id, mails } = first();
    expect(first()).toMatchObject({
      ...{
        state: 'waiting',
        account: 'Account 2',
        contact: null,
        milestone: 'Kick-off held',
        badge: 'trophy',
      },
      ...{ points: 0, takesWords: true, canRelease: true, onItsWay: null, words: null },
      mails: [{ contact: expect.stringMatching(/^User 1 of/), stage: 'waiting', reason: 'due', others: 0 }],
    });
    addWords(decidingAt(ann), { account: account(), id, words: 'Well earned.' });
    expect(first()).toMatchObject({ onItsWay: 'words', words: null });
    await both();
    expect(first()).toMatchObject({ onItsWay: null, words: 'Well earned.' });
    await ann.expectEqual();
    const shown = (words: string | null) =>
      previewCelebration(
        { db: ann.store.read, mail, now: Date.now() },
        { runId: mails[0]?.runId ?? '', id, words },
      );
    expect(await shown('Well earned.')).toMatchObject({
      kind: 'message',
      subject: 'Well done',
      text: 'Kick-off held of Account 2. Well earned.',
    });
    expect(await shown(null)).toMatchObject({ text: 'Kick-off held of Account 2. -' });
  });

  test('are skipped with a reason and let go, once; what came too late comes back in words', async () => {
    await reached('A');
    await reached('B');
    const [a, b] = list().celebrations;
    expect(a?.mails).toMatchObject([{ others: 1 }]);
    const decide = (id = '', decision: 'release' | 'skip', reason: string | null = null) =>
      decideCelebration(decidingAt(ann), { account: account(), id, decision, reason });
    expect(() => decide(a?.id, 'skip')).toThrow(/Say why/);
    decide(a?.id, 'skip', 'They know.');
    expect(() => decide(a?.id, 'skip', 'Once more')).toThrow(/is skipped/);
    expect(() => addWords(decidingAt(ann), { account: account(), id: a?.id ?? '', words: 'x' })).toThrow(
      /skipped/,
    );
    await both();
    expect(list('skipped').celebrations).toMatchObject([
      { id: a?.id, state: 'skipped', skippedWhy: 'by_hand', skipReason: 'They know.' },
    ]);
    decide(b?.id, 'release');
    await both();
    expect(first()).toMatchObject({ id: b?.id, canRelease: false });
    await company.admin.query(`UPDATE customer_success.interventions SET stage = 'sent', sent_at = now()`);
    addWords(decidingAt(ann), { account: account(), id: b?.id ?? '', words: 'Too late.' });
    await both();
    expect(setBacksOf(ann)).toMatchObject([
      { title: 'Words for a celebration', words: expect.stringMatching(/came too late/) },
    ]);
    expect(list('done').celebrations).toMatchObject([{ id: b?.id, state: 'sent', words: null }]);
    expect(() => decide(b?.id, 'release')).toThrow(/has gone/);
  });

  test('say why nobody is written to, and of which templates they can be', async () => {
    await celebrating({ template: null });
    await reached('A');
    expect(list('done').celebrations).toMatchObject([{ state: 'told', mail: 'none', mails: [] }]);
    expect(celebratingState(ann.store.read)).toMatchObject({
      settings: { template: null },
      isPending: false,
      templates: [{ id: template, name: 'Well done', hasWords: true }],
    });
    setCelebrating(decidingAt(ada), { ...proposedCelebrations, hold_hours: 3 });
    expect(celebratingState(ada.store.read)).toMatchObject({ isPending: true });
    expect(() =>
      setCelebrating(decidingAt(ada), { ...proposedCelebrations, template: crypto.randomUUID() }),
    ).toThrow(/category Celebration/);
  });

  test('are told on the desktop of whoever has the account, each once, and on Today', async () => {
    tellOfCelebrations(ann.store);
    const sign = (owner: number | null = null) => signOfCelebrations(ann.store.read, owner, Date.now());
    expect(sign()).toBeNull();
    await reached('A');
    expect(tellOfCelebrations(ann.store)).toEqual([
      { title: '“A” reached', body: 'Account 2', to: `/accounts/${accountAt(ann)}` },
    ]);
    expect(tellOfCelebrations(ann.store)).toEqual([]);
    expect(sign(1)).toEqual({ what: '1 celebration waits', whose: 'Account 2 (“A”).' });
    expect(sign(2)).toBeNull();
    await reached('B', {}, [0, 1]);
    expect(tellOfCelebrations(ann.store)).toEqual([
      { title: '2 milestones reached', body: 'Account 2, Account 4', to: '/celebrations' },
    ]);
    await celebrating({ desktop: false });
    await reached('C');
    expect(tellOfCelebrations(ann.store)).toEqual([]);
    // Of colleagues' accounts nobody is told.
    expect(tellOfCelebrations(ada.store)).toEqual([]);
  });
});

test('badges of the company’s own are there for all, and stay while a milestone has them', async () => {
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"></path></svg>';
  const id = addBadge(decidingAt(ada), { name: 'Bee', kind: 'svg', picture });
  expect(listBadges(ada.store.read)).toMatchObject([{ id, name: 'Bee', isPending: true, usedBy: [] }]);
  await both();
  const address = `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`;
  expect(listBadges(ann.store.read)).toEqual([
    { id, name: 'Bee', kind: 'svg', address, isPending: false, usedBy: [] },
  ]);
  expect(() => addBadge(decidingAt(ada), { name: 'bee', kind: 'svg', picture })).toThrow(/exists already/);
  const milestone = await reached('Kick-off held', { badge: id });
  expect(reachedBadges(ann.store.read, accountAt(ann))).toEqual([
    {
      ...{ milestoneId: milestone, milestone: 'Kick-off held', badge: id, category: 'setup' },
      ...{ reachedOn: expect.stringMatching(/^\d{4}-/), contacts: null },
    },
  ]);
  expect(() => removeBadge(decidingAt(ada), id)).toThrow(/“Bee” is the badge of “Kick-off held”/);
  await company.admin.query('DELETE FROM customer_success.milestone_definitions');
  await both();
  removeBadge(decidingAt(ada), id);
  expect(listBadges(ada.store.read)).toEqual([]);
  await both();
  expect(listBadges(ann.store.read)).toEqual([]);
});
