import { afterEach, expect, test } from 'vitest';
import { shownProfilesSchema } from '../../src-preload/contract/profiles';
import { oneProfile } from '../support/api-on-store';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { type RunningHost, startHost } from '../support/running-host';
import { writeThreeAccounts } from '../support/three-accounts';

const there = openForTests(() => openCompany(writeThreeAccounts));

let host: RunningHost;
afterEach(() => host.close());

test('before a connection is removed, what was decided in it and nobody has is told by name and number', async () => {
  const asked: unknown[] = [];
  host = await startHost(there.managerUrl, (question) => {
    if (question.kind === 'profiles') asked.push(question.change);
    return question.kind === 'profiles' ? oneProfile : true;
  });
  await host.scored();
  const list = async () => shownProfilesSchema.parse(await host.ask('profiles.list'));
  expect((await list()).unsent).toEqual([]);
  await host.ask('settings.setConnection', { url: there.managerUrl.replace(/:\d+\//, ':1/') });
  for (const text of ['a word', 'and another'])
    await host.ask('account.addNote', { id: 1, text, contactId: null });
  expect(await list()).toEqual({ ...oneProfile, unsent: [{ title: 'Note', count: 2 }] });
  await host.ask('profiles.remove', { id: 'first' });
  expect(asked.at(-1)).toEqual({ change: 'remove', id: 'first' });
});

test('what the desktop refuses is said in its words', async () => {
  host = await startHost(null, () => {
    throw new Error('Another connection is open by now.');
  });
  expect(await host.call('profiles.remove', { id: 'first' })).toMatchObject({
    ok: false,
    error: { message: 'Another connection is open by now.' },
  });
});
