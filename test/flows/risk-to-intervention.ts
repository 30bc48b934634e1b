import { expect } from 'vitest';
import { ctasOfAccountSchema } from '../../src-preload/contract/ctas/cta';
import { messageListSchema } from '../../src-preload/contract/interventions/messages';
import { all, rulePatch } from '../support/rules/entries';
import { saveTemplate } from '../support/sending';
import { applyOne, operation } from '../support/team';
import { type FlowAccount, type FlowCompany, patience } from './support/flow-company';
import { agree, letWaitingGo, stagesOf } from './support/people';

const name = 'Risky Rentals';

/** The risk rises, a rule proposes what to do, a person says yes, the mail goes once, and the call is closed with its outcome. */
export async function riskToIntervention(company: FlowCompany): Promise<void> {
  const { ann, mails, rows } = company;
  const account = await company.newAccount({ name });
  await agree(company, account);
  const rule = await switchOnRule(company);
  const judged = () =>
    rows('SELECT FROM customer_success.rule_standings WHERE rule_id = $1 AND judged_on IS NOT NULL', [rule]);
  await expect.poll(judged, patience).toHaveLength(1);

  await rows(
    `DELETE FROM customer_success.activity_events WHERE organization_id = $1 AND occurred_at > now() - interval '45 days'`,
    [account.id],
  );
  const proposed = async () => {
    const asked = { group: 'approvals', organizationId: account.id, offset: 0, limit: 10 };
    return messageListSchema.parse(await ann.ask('interventions.list', asked)).messages;
  };
  await expect.poll(proposed, patience).toHaveLength(1);
  const [message] = await proposed();
  await ann.ask('interventions.decide', { runId: message?.runId, decision: 'approve' });
  await expect.poll(() => stagesOf(company, account), patience).toEqual(['waiting']);
  await letWaitingGo(company, account);
  await expect.poll(() => stagesOf(company, account), patience).toEqual(['sent']);
  const mail = await mails.received.at(-1)?.parsed();
  expect(mail?.subject).toBe(`How is it going at ${name}?`);
  expect(mail?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toMatch(/^<https:/);

  await closeTheCall(company, account);
  const [firing] = await rows<{ why: string[] }>(
    'SELECT why FROM customer_success.rule_firings WHERE rule_id = $1',
    [rule],
  );
  expect(firing?.why.join(' ')).toMatch(/risk level/i);
}

/** A rule that asks before it writes. */
async function switchOnRule({ team }: FlowCompany): Promise<string> {
  const subject = 'How is it going at {{ account.name }}?';
  const content = { subject, preheader: '', mjml: '<mjml></mjml>', html: `<p>Hello of ${name}</p>` };
  const templateId = await saveTemplate(team, { name: 'How is it going', content });
  const asked = operation(
    'rule.save',
    rulePatch(`${name} comes to a high risk`, {
      conditions: all(
        { field: 'account.name', operator: 'equals', value: name },
        { field: 'risk.level', operator: 'oneOf', value: ['high', 'critical'] },
      ),
      mode: 'approval',
      actions: [
        { kind: 'email', templateId, to: 'champion', minutes: 5 },
        { kind: 'cta', type: 'risk', title: 'Call them about their use', dueWorkingDays: 2, minutes: 30 },
      ],
    }),
    { account: null },
  );
  const on = { account: null, entry: asked.op_id, base_version: 1 };
  for (const each of [asked, operation('rule.save', { state: 'active' }, on)])
    expect(await applyOne(team.clients.ada, each)).toMatchObject({ outcome: 'applied' });
  return asked.op_id;
}

async function closeTheCall({ ann, rows }: FlowCompany, { id }: FlowAccount): Promise<void> {
  const calls = async () => ctasOfAccountSchema.parse(await ann.ask('ctas.ofAccount', { id })).ctas;
  await expect.poll(calls, patience).toMatchObject([{ title: 'Call them about their use' }]);
  const [call] = await calls();
  await ann.ask('ctas.close', { ctaId: call?.id, outcome: 'resolved' });
  const outcomes = () => rows('SELECT outcome FROM customer_success.ctas WHERE organization_id = $1', [id]);
  await expect.poll(outcomes, patience).toEqual([{ outcome: 'resolved' }]);
}
