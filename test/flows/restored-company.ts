import { expect } from 'vitest';
import { verifyAudit } from '../../src-main/company/audit/verify-audit';
import { rememberedHeads } from '../../src-main/store/audit/remembered-heads';
import { monitorSchema } from '../../src-preload/contract/monitor';
import { troubleFor } from '../faults/support/team-run/company-in-trouble';
import { lookInto } from './support/at-desk';
import { type FlowAccount, type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, releaseOnceStopped, stagesOf } from './support/people';

/** The company's database is put back to what it was before: what was decided since goes up again, and nobody is written to twice. */
export async function restoredCompany(company: FlowCompany): Promise<void> {
  const { ann, mails, rows, team } = company;
  const account = await company.newAccount({ name: 'Backup Bistro' });
  await agree(company, account);
  const contacts = await contactsOf(company, account);
  const texts = async () =>
    (
      await rows<{ text: string }>(
        'SELECT text FROM customer_success.notes WHERE organization_id = $1 ORDER BY 1',
        [account.id],
      )
    ).map(({ text }) => text);
  await ann.ask('account.addNote', { ...account, contactId: null, text: 'Before' });
  const to = [{ account, contactIds: contacts.map(({ id }) => id) }];
  await ann.ask('interventions.launch', {
    to,
    templateId: null,
    subject: 'Only once',
    text: 'However often',
  });
  await expect.poll(() => stagesOf(company, account), patience).toHaveLength(contacts.length);
  await expect.poll(texts, patience).toEqual(['Before']);
  const restore = await troubleFor(team.server, team.company).dump();

  await expect.poll(() => stagesOf(company, account).catch(() => []), patience).toHaveLength(contacts.length);
  await letWaitingGo(company, account);
  await expect.poll(() => stagesOf(company, account), patience).toEqual(contacts.map(() => 'sent'));
  await ann.ask('account.addNote', { ...account, contactId: null, text: 'After' });
  await expect.poll(texts, patience).toEqual(['After', 'Before']);
  const sent = mails.received.length;
  await untilRemembered(company, account);

  await restore();
  await expect.poll(() => texts().catch(() => []), patience).toEqual(['After', 'Before']);
  await expect.poll(() => stagesOf(company, account), patience).toEqual(contacts.map(() => 'sent'));
  await releaseOnceStopped(company);
  await letWaitingGo(company, account);
  expect(mails.received).toHaveLength(sent);
  expect(Math.max(...mails.counts().values())).toBe(1);
  await anchorTheAudit(company);
}

/** Ann's desktop remembers the audit of the account as far as it goes. */
async function untilRemembered({ ann, rows }: FlowCompany, { id }: FlowAccount): Promise<void> {
  await expect
    .poll(async () => {
      await ann.call('monitor.syncNow');
      const [head] = await rows<{ number: number }>(
        'SELECT number::int AS number FROM customer_success.audit_heads WHERE chain = $1',
        [id],
      );
      const known = lookInto(ann, rememberedHeads).find(({ chain }) => chain === id);
      return head !== undefined && Number(known?.number) === head.number;
    }, patience)
    .toBe(true);
}

/** Desktops remember what the database has forgotten of its audit, and say so until it was accepted, with a reason. */
async function anchorTheAudit({ ada, ann, team }: FlowCompany): Promise<void> {
  const found = async () => {
    const counts = [];
    for (const host of [ada, ann]) {
      await host.call('monitor.syncNow');
      counts.push(monitorSchema.parse(await host.ask('monitor.get')).audit.total);
    }
    return counts;
  };
  await expect.poll(found, patience).toEqual([expect.any(Number), 1]);
  const remembered = lookInto(ann, rememberedHeads);
  await verifyAudit(team.company.url, { remembered, reason: 'The database was restored' });
  await expect.poll(found, patience).toEqual([0, 0]);
}
