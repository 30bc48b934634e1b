import { expect } from 'vitest';
import { ctaKeySchema } from '../../src-preload/contract/ctas/cta';
import { openDesk } from '../sync/support/desk';
import { letSetBacksGo, refusalOf, setBacksAt } from './support/at-desk';
import { type FlowCompany, patience } from './support/flow-company';

/** An account changes hands with what is open in it; what the one before still decided without a line is refused in words, and kept. */
export async function bookHandedOver(company: FlowCompany): Promise<void> {
  const { ann, line, rows, team } = company;
  const account = await company.newAccount({ name: 'Handed Hotels' });
  const { ctaId } = ctaKeySchema.parse(
    await ann.ask('ctas.open', {
      ...account,
      ...{ type: 'activity', title: 'Ask about the new site', reason: null, priority: 'usual' },
      ...{ due: '2099-01-04', givenTo: null, tasks: [{ title: 'Find a day', due: null }] },
    }),
  );
  const there = () => rows('SELECT title FROM customer_success.ctas WHERE cta_id = $1', [ctaId]);
  await expect.poll(there, patience).toHaveLength(1);
  line.cutAfter(0);
  await ann.ask('account.addNote', { ...account, contactId: null, text: 'One last word' });
  await rows('UPDATE customer_success.organizations SET owner_id = 2 WHERE organization_id = $1', [
    account.id,
  ]);
  line.heal();
  await expect
    .poll(() => setBacksAt(ann), patience)
    .toMatchObject([{ title: expect.stringMatching(/note/i) }]);
  await expect
    .poll(() => refusalOf(ann, 'account.overview', { id: account.id }), patience)
    .toMatchObject({ code: 'not_found' });
  expect(JSON.stringify(await setBacksAt(ann))).toContain('One last word');
  await letSetBacksGo(ann);

  const bob = openDesk(team.logins.bob);
  try {
    await bob.sync();
    await bob.expectEqual();
    const mine = bob.store.read
      .prepared<[number], string>('select title from ctas where organization_id = ?')
      .pluck()
      .all(account.id);
    expect(mine).toEqual(['Ask about the new site']);
  } finally {
    bob.close();
  }
  expect(await rows('SELECT FROM customer_success.notes WHERE organization_id = $1', [account.id])).toEqual(
    [],
  );
}
