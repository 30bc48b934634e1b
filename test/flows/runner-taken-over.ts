import { expect } from 'vitest';
import { readSmtpUrl } from '../../src-main/delivery/mail/smtp-settings';
import { startHost } from '../support/running-host';
import { type FlowCompany, patience, scoreAt } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, stagesOf } from './support/people';

/** Whose computer works for the company is switched off: another one goes on with scores and mails, and nothing is done twice. */
export async function runnerTakenOver(company: FlowCompany): Promise<void> {
  const { ann, mails, rows, team } = company;
  const account = await company.newAccount({ name: 'Relay Racers' });
  await agree(company, account);
  const contacts = await contactsOf(company, account);
  const login = await team.company.createLogin({ role: 'admin', scope: 'all' });
  const holder = async () =>
    (
      await rows<{ login: string | null }>(
        'SELECT CASE WHEN held_until > clock_timestamp() THEN login END AS login FROM customer_success.runner_lease',
      )
    )[0]?.login;
  expect(await holder()).toBe(team.logins.ada.login);
  const eve = await startHost(login.url, undefined, {
    smtp: readSmtpUrl(`smtp://127.0.0.1:${mails.port}?tls=none`),
    device: '6f1d6a3e-4a53-4f6e-9c1d-0d0d3a6b0003',
    pace: company.pace,
  });
  try {
    await expect.poll(() => eve.ask('settings.me'), patience).toMatchObject({ login: login.login });
    const to = [{ account, contactIds: contacts.map(({ id }) => id) }];
    await ann.ask('interventions.launch', {
      to,
      templateId: null,
      subject: 'Round and round',
      text: 'And on',
    });
    await expect.poll(() => stagesOf(company, account), patience).toHaveLength(contacts.length);
    await company.ada.without(async () => {
      await expect.poll(holder, patience).toBe(login.login);
      await letWaitingGo(company, account);
      await expect.poll(() => stagesOf(company, account), patience).toEqual(contacts.map(() => 'sent'));
      const next = await company.newAccount({ name: 'Relay Rowers' });
      const scored = () =>
        rows('SELECT FROM customer_success.organization_health_scores WHERE organization_id = $1', [next.id]);
      await expect.poll(scored, patience).toHaveLength(1);
      expect(await scoreAt(ann, next.id)).toBe(await scoreAt(eve, next.id));
    });
  } finally {
    await eve.close();
  }
  expect(Math.max(...mails.counts().values())).toBe(1);
}
