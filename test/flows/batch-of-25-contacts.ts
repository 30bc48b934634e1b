import { expect } from 'vitest';
import { contactListSchema } from '../../src-preload/contract/contacts';
import { saveTemplate } from '../support/sending';
import { type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, stagesOf } from './support/people';

const people = 25;

/** Twenty-five contacts at once: each has a score, each gets one mail, with their own name. */
export async function batchOf25Contacts(company: FlowCompany): Promise<void> {
  const { ann, mails, team } = company;
  const account = await company.newAccount({ name: 'Batch Bakery', people, days: 30 });
  await agree(company, account);
  const contacts = await contactsOf(company, account);
  const listed = contactListSchema.parse(
    await ann.ask('account.contacts', { id: account.id, offset: 0, limit: 50 }),
  );
  expect(listed.rows.filter(({ score }) => score !== null)).toHaveLength(people);

  const content = {
    subject: 'For you',
    preheader: '',
    mjml: '<mjml></mjml>',
    html: '<p>Hello {{ contact.name }}</p>',
  };
  const templateId = await saveTemplate(team, { name: 'To all of them', content });
  const before = mails.received.length;
  const to = [{ account, contactIds: contacts.map(({ id }) => id) }];
  await expect
    .poll(() => ann.call('interventions.launch', { to, templateId }), patience)
    .toMatchObject({ ok: true });
  await expect.poll(() => stagesOf(company, account), patience).toHaveLength(people);
  await letWaitingGo(company, account);
  await expect.poll(() => stagesOf(company, account), patience).toEqual(Array(people).fill('sent'));
  const got = await Promise.all(mails.received.slice(before).map((mail) => mail.parsed()));
  expect(got.map(({ to: whom }) => whom?.[0]?.address).sort()).toEqual(
    contacts.map(({ email }) => email).sort(),
  );
  for (const { to: whom, html } of got) expect(html).toContain(`Hello ${whom?.[0]?.name}`);
}
