import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { erasePerson } from '../../src-main/company/privacy/erase-person';
import { type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, stagesOf } from './support/people';

const name = 'Wilhelmina Winterbottom';

/** A person who was written to and noted about asks to be forgotten: nothing of them is left, and all that is left still adds up. */
export async function contactErased(company: FlowCompany): Promise<void> {
  const { ada, ann, rows, team } = company;
  const account = await company.newAccount({ name: 'Forgetful Florists' });
  const [contact] = await contactsOf(company, account);
  await rows('UPDATE customer_success.users SET name = $1 WHERE user_id = $2', [name, contact?.id]);
  await agree(company, account);
  await ann.ask('account.addNote', { ...account, contactId: contact?.id, text: `Had lunch with ${name}` });
  await ann.ask('interventions.launch', {
    to: [{ account, contactIds: [contact?.id] }],
    ...{ templateId: null, subject: `For ${name}`, text: 'It was a pleasure' },
  });
  await expect.poll(() => stagesOf(company, account), patience).toHaveLength(1);
  await letWaitingGo(company, account);
  await expect.poll(() => stagesOf(company, account), patience).toEqual(['sent']);

  const session = await team.company.admin.connect();
  try {
    await erasePerson(session, { email: contact?.email ?? '', names: [] }, true);
  } finally {
    session.release();
  }
  const told = () =>
    rows(
      `SELECT text FROM customer_success.notes WHERE text LIKE '%Winterbottom%'
       UNION ALL SELECT content::text FROM customer_success.interventions WHERE content::text LIKE '%Winterbottom%'
       UNION ALL SELECT name FROM customer_success.users WHERE name LIKE '%Winterbottom%' OR email = $1
       UNION ALL SELECT details::text || personal::text FROM customer_success.audit_log WHERE (details::text || personal::text) LIKE '%Winterbottom%'`,
      [contact?.email],
    );
  expect(await told()).toEqual([]);
  for (const host of [ada, ann])
    await vi.waitFor(async () => {
      await host.call('monitor.syncNow');
      expect(shownAt(await host.ask('account.notes', { id: account.id }))).toBe(false);
      expect(shownAt(await host.ask('account.contacts', { id: account.id, offset: 0, limit: 10 }))).toBe(
        false,
      );
    }, patience);
  // Nor in their files, the journal of the last pages among them.
  for (const { folder } of [ada, ann]) {
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name: own }) => join(parentPath, own)))
      expect([file, readFileSync(file).includes('Winterbottom')]).toEqual([file, false]);
  }
}

function shownAt(answer: unknown): boolean {
  return JSON.stringify(answer).includes('Winterbottom');
}
