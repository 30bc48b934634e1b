import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { channelListSchema } from '../../src-preload/contract/channels';
import type { ShellQuestion } from '../../src-preload/contract/wire/host-messages';
import { type HookServer, startHookServer } from '../support/hook-server';
import { type RunningHost, startHost } from '../support/running-host';
import { call, launchTemplate, readyToSend, runRow, saveTemplate } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const secret = 'sixteen-letters!';
let hooks: HookServer;
let host: RunningHost;
let asked: ShellQuestion[];
beforeAll(async () => {
  hooks = await startHookServer();
});
afterAll(() => hooks.stop());
beforeEach(async () => {
  await readyToSend(team);
  await call(team.clients.ada, 'set_channel', 'webhook', { address: null });
  hooks.clear();
  asked = [];
});
afterEach(() => host.close());

async function openAs(name: 'ann' | 'ada' | 'vera'): Promise<void> {
  host = await startHost(team.logins[name].url, (question) => {
    asked.push(question);
    return 'kept';
  });
  await expect
    .poll(() => host.ask('settings.me'), { timeout: 30_000 })
    .toMatchObject({ login: team.logins[name].login });
}
async function refusal(path: string, input: unknown = {}) {
  const answer = await host.call(path, input);
  return answer.ok ? 'done' : answer.error;
}
async function webhook() {
  const { channels, mayChange } = channelListSchema.parse(await host.ask('channels.list'));
  return { ...channels.find(({ channel }) => channel === 'webhook'), mayChange };
}
/** Plain text, which goes to the webhook. */
const plain = (text: string) => ({
  name: text.slice(0, 50),
  content: { subject: 'At risk', preheader: '', mjml: text, html: text, channel: 'webhook' },
});
const comesTo = (run: unknown, stage: string) =>
  vi.waitFor(async () => expect((await runRow(team, run)).stage).toBe(stage), 20_000);

describe('a webhook', () => {
  test('leads where an admin says, who alone sees all of it, and is tried by its button', async () => {
    await openAs('ada');
    expect(await webhook()).toMatchObject({ address: null, host: null, goneAt: null, mayChange: true });
    expect(await refusal('channels.test', { channel: 'webhook' })).toMatchObject({ code: 'invalid_input' });
    await host.ask('channels.set', { channel: 'webhook', address: hooks.url });
    expect(await webhook()).toMatchObject({ address: hooks.url, host: `127.0.0.1:${hooks.port}` });
    expect(await host.ask('channels.test', { channel: 'webhook' })).toMatchObject({ ok: false });
    await host.ask('channels.use', { channel: 'webhook', key: secret });
    expect(await host.ask('channels.test', { channel: 'webhook' })).toEqual({
      ok: true,
      words: 'It took the test.',
    });
    expect(JSON.parse(String(hooks.received[0]?.body))).toMatchObject({ test: true });
    hooks.script = { onPost: () => ({ status: 403, words: 'no such token' }) };
    expect(await host.ask('channels.test', { channel: 'webhook' })).toEqual({
      ok: false,
      words: 'It did not take it: 403 no such token',
    });
    expect(await refusal('channels.set', { channel: 'webhook', address: 'http://x.example' })).toMatchObject({
      code: 'invalid_input',
      fields: { address: 'must be an address with https' },
    });
    await host.close();
    await openAs('ann');
    expect(await webhook()).toMatchObject({
      address: null,
      host: `127.0.0.1:${hooks.port}`,
      mayChange: false,
    });
    expect(await refusal('channels.set', { channel: 'webhook', address: null })).toMatchObject({
      code: 'forbidden',
    });
  });

  test('is told by a desktop from when somebody turns that on, and no longer', async () => {
    await call(team.clients.ada, 'set_channel', 'webhook', { address: hooks.url });
    const template = await saveTemplate(team, plain('Acme went quiet.'));
    const { run_id } = await launchTemplate(team.clients.ann, template);
    await openAs('ann');
    expect((await webhook()).here).toEqual({ sends: false, isGiven: false, isKept: false });
    await host.ask('channels.use', { channel: 'webhook', key: secret });
    expect(asked).toEqual([{ kind: 'channel-secrets', secrets: JSON.stringify({ webhook: secret }) }]);
    expect(JSON.stringify(await webhook())).not.toContain(secret);
    await comesTo(run_id, 'sent');
    expect(JSON.parse(String(hooks.received[0]?.body))).toMatchObject({ text: 'Acme went quiet.' });
    expect((await webhook()).here).toEqual({ sends: true, isGiven: false, isKept: true });
    await vi.waitFor(
      async () =>
        expect((await webhook()).health).toMatchObject({
          sent: 1,
          waiting: 0,
          notSent: 0,
          lastTrouble: null,
        }),
      20_000,
    );
    await host.ask('channels.use', { channel: 'webhook', key: null });
    expect(asked.at(-1)).toEqual({ kind: 'channel-secrets', secrets: null });
    const later = await launchTemplate(team.clients.ann, await saveTemplate(team, plain('Later.')));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await runRow(team, later.run_id)).toMatchObject({ stage: 'waiting', attempt: 0 });
  });

  test('is none of a viewer’s to turn on, and takes no secret that anybody guesses', async () => {
    await openAs('vera');
    expect(await refusal('channels.use', { channel: 'webhook', key: secret })).toMatchObject({
      code: 'forbidden',
    });
    await host.close();
    await openAs('ann');
    for (const wrong of ['short', 'sixteen letters, with a space', ''])
      expect(await refusal('channels.use', { channel: 'webhook', key: wrong })).toMatchObject({
        code: 'invalid_input',
      });
    expect(asked).toEqual([]);
  });
});

describe('a template that is no mail', () => {
  const draft = { subject: 'At risk', preheader: '', language: 'en', isTransactional: false } as const;
  const saved = { ...draft, name: 'Quiet', category: 'relationship', channel: 'webhook' } as const;

  test('is saved as plain text, previewed as it goes, and stays what it is', async () => {
    await openAs('ann');
    const { id } = (await host.ask('templates.save', {
      ...saved,
      mjml: '{{ account.name }} went quiet.',
    })) as {
      id: string;
    };
    expect(await host.ask('templates.read', { id })).toMatchObject({ channel: 'webhook', version: 1 });
    expect(
      await host.ask('templates.preview', {
        ...draft,
        ...{ channel: 'webhook', mjml: '{{ account.name }} went quiet.', organizationId: 1, contactId: 1 },
      }),
    ).toMatchObject({ problems: [], rendering: { kind: 'message', html: '', text: 'Acme went quiet.' } });
    expect(await refusal('templates.save', { ...saved, name: 'Tags', mjml: '<b>x</b>' })).toMatchObject({
      code: 'invalid_input',
    });
    expect(
      await refusal('templates.save', { ...saved, id, version: 1, channel: 'email', mjml: mail }),
    ).toMatchObject({ code: 'conflict' });
    await host.ask('templates.save', { ...saved, id, version: 1, mjml: 'Quiet.' });
    expect(await host.ask('templates.read', { id })).toMatchObject({ channel: 'webhook', mjml: 'Quiet.' });
  });

  const mail =
    '<mjml><mj-body><mj-section><mj-column><mj-text>Hello there, how are you? {{ company.name }}, {{ company.postal_address }} <a href="{{ unsubscribe.url }}">Unsubscribe</a></mj-text></mj-column></mj-section></mj-body></mjml>';
});
