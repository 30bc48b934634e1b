import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claim, failed, launch, reachDot, readyToSend, sent } from '../support/sending';
import { applyOne, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';
import { brandPatch } from '../support/templates';

const team = teamForAllTests();
let ann: pg.Client;
let ada: pg.Client;
beforeAll(() => {
  ({ ann, ada } = team.clients);
});
beforeEach(() => readyToSend(team));

describe('the Message-ID', () => {
  const asciiOf = async (domain: string) =>
    (
      await team.company.admin.query<{ ascii: string | null }>(
        'SELECT customer_success.ascii_domain($1) AS ascii',
        [domain],
      )
    ).rows[0]?.ascii;

  test.each([
    ['acme.example', 'acme.example'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['例え.jp', 'xn--r8jz45g.jp'],
    ['почта.Россия', 'xn--80a1acny.xn--h1alffa9f'],
    ['münchen-ost.straße.example', 'xn--mnchen-ost-9db.xn--strae-oqa.example'],
    ['\u{20bb7}野家.example', 'xn--fctt27jo60v.example'],
  ])('of a sender at %s is of %s', async (domain, ascii) => {
    expect(await asciiOf(domain)).toBe(ascii);
    await applyOne(
      ada,
      operation(
        'brand.set',
        { brand: { ...brandPatch, sender_address: `ada@${domain}` } },
        { account: null },
      ),
    );
    await launch(ann);
    expect((await claim(ann)).message_id).toMatch(new RegExp(`^[0-9a-f]{40}@${ascii}$`));
  });

  test('is of the domain as the DNS has it, whatever letters that has', async () => {
    const label = fc.string({
      unit: fc.constantFrom(...'abcz09äöñčłøαβγωжиשלعم日本語東京한국กข'),
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(label, { minLength: 1, maxLength: 3 }), async (labels) => {
        const domain = labels.join('.');
        // Labels that no domain may have (letters that run both ways) are nothing to the DNS.
        const known = domainToASCII(domain);
        fc.pre(known !== '');
        expect(await asciiOf(domain)).toBe(known);
      }),
      {
        numRuns: Number(process.env['STEWARD_RUNS'] ?? 150),
        seed: Number(process.env['STEWARD_SEED'] ?? 21),
      },
    );
  });
});

describe('a message that follows another', () => {
  const follow = (run: unknown, followed: unknown) =>
    team.company.admin.query('UPDATE customer_success.interventions SET follows = $2 WHERE run_id = $1', [
      run,
      followed,
    ]);

  test('names those that were sent before it in the thread, and none that nobody knows about', async () => {
    const ids: string[] = [];
    let before: unknown = null;
    for (let n = 0; n < 3; n += 1) {
      const { run_id } = await launch(ann);
      await follow(run_id, before);
      const claimed = await claim(ann);
      expect(claimed['thread']).toEqual(ids);
      await reachDot(ann, claimed);
      await sent(ann, claimed);
      ids.push(claimed.message_id);
      before = run_id;
    }
    const lost = await launch(ann);
    await follow(lost.run_id, before);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    await failed(ann, claimed, 'lost');
    const last = await launch(ann);
    await follow(last.run_id, lost.run_id);
    expect((await claim(ann))['thread']).toEqual([]);
  });

  test('begins anew where the contact has another address by now', async () => {
    const first = await launch(ann);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    await sent(ann, claimed);
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = 'new@x1.example' WHERE user_id = 1`,
    );
    const next = await launch(ann);
    await follow(next.run_id, first.run_id);
    expect((await claim(ann))['thread']).toEqual([]);
  });
});
