import { expect } from 'vitest';
import { startHost } from '../support/running-host';
import { call } from '../support/sending';
import { applyOne, note, operation } from '../support/team';
import { refusalOf } from './support/at-desk';
import { type FlowCompany, patience } from './support/flow-company';

/** Whoever may not is refused by the desktop, and by the company whatever it is asked with; nothing of it leaves a trace. */
export async function deniedAccess(company: FlowCompany): Promise<void> {
  const { ann, rows, team } = company;
  const [own, others] = [
    await company.newAccount({ name: 'Open Orchards' }),
    await company.newAccount({ name: 'Secret Steelworks', ownerId: 2 }),
  ];
  const state = () =>
    rows(
      `SELECT (SELECT count(*) FROM customer_success.notes) AS notes, (SELECT count(*) FROM customer_success.ctas) AS ctas,
              (SELECT count(*) FROM customer_success.rules) AS rules, (SELECT count(*) FROM customer_success.reward_transactions) AS ledger,
              (SELECT count(*) FROM customer_success.memberships) AS members, (SELECT count(*) FROM customer_success.audit_log) AS audit`,
    );
  const before = await state();
  // Another's account is not there, for reading or for writing, and its name comes back in no words.
  for (const [path, input] of [
    ['account.overview', { id: others.id }],
    ['account.addNote', { ...others, contactId: null, text: 'A look over the fence' }],
    ['rewards.award', { account: others, points: 10, reason: 'For a friend' }],
  ] as const) {
    const refusal = await refusalOf(ann, path, input);
    expect([path, refusal?.code]).toEqual([path, 'not_found']);
    expect(refusal?.message).not.toContain('Secret');
  }
  for (const [path, input] of [
    ['rewards.setProgram', { program: { is_on: false } }],
    ['sending.set', { quietFrom: 0 }],
    ['privacy.erase', { who: { email: 'p1@x.test' }, names: [], typed: 'p1@x.test' }],
    ['team.remove', { login: team.logins.ada.login }],
  ] as const)
    expect([path, (await refusalOf(ann, path, input))?.code]).toEqual([
      path,
      expect.stringMatching(/forbidden|invalid_input/),
    ]);

  await ofAViewer(company, own.externalId);

  const { ann: session, vera } = team.clients;
  expect(await applyOne(session, note('By another way', { account: others.externalId }))).toMatchObject({
    outcome: 'refused',
  });
  expect(await applyOne(vera, note('By another way', { account: own.externalId }))).toMatchObject({
    outcome: 'refused',
  });
  const rule = operation(
    'rule.save',
    { state: 'active' },
    { account: null, entry: '01900000-0000-7000-8000-000000000000' },
  );
  expect(await applyOne(vera, rule)).toMatchObject({ outcome: 'refused' });
  for (const sql of [
    `UPDATE customer_success.organizations SET owner_id = 1 WHERE organization_id = ${others.id}`,
    `UPDATE customer_success.memberships SET role = 'admin' WHERE login = session_user`,
    'DELETE FROM customer_success.audit_log',
    `INSERT INTO customer_success.reward_transactions (organization_id, kind, points, author, day) VALUES (${own.id}, 'award', 1000, 'me', now())`,
    `SELECT customer_success.award_points(${own.id}, 1000, 'me', 'me')`,
  ])
    await expect(session.query(sql), sql).rejects.toThrow(/permission denied/);
  const seen = `SELECT organization_id AS id FROM customer_success.activity_daily WHERE organization_id = ${others.id}`;
  expect((await session.query(seen)).rows).toEqual([]);
  expect(await call(session, 'release_sending', null)).toMatchObject({ outcome: 'refused' });
  expect(await state()).toEqual(before);
}

/** Who only looks at Ann's book, at a desktop of theirs. */
async function ofAViewer({ team }: FlowCompany, account: string): Promise<void> {
  const vera = await startHost(team.logins.vera.url);
  try {
    await expect.poll(() => vera.ask('settings.me'), patience).toMatchObject({ role: 'viewer' });
    for (const [path, input] of [
      ['account.addNote', { id: 1, externalId: account, contactId: null, text: 'May I?' }],
      ['ctas.close', { ctaId: '01900000-0000-7000-8000-000000000000', outcome: 'resolved' }],
    ] as const)
      expect([path, (await refusalOf(vera, path, input))?.code]).toEqual([path, 'forbidden']);
  } finally {
    await vera.close();
  }
}
