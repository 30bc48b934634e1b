import { expect, test } from 'vitest';
import { leastRoles } from '../../src-main/company/rights';
import { apply, applyOne, note, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

/** A patch that takes so many bytes as the company's database counts them. */
const patchOf = (bytes: number) => ({ é: 'x'.repeat(bytes - '{"é": ""}'.length - 1) });

test.each(Object.keys(leastRoles))(
  '%s is taken with as many bytes as it may have, and not with one more',
  async (kind) => {
    const { rows } = await team.company.admin.query<{ most: number }>(
      'SELECT max_bytes AS most FROM customer_success.operation_kinds WHERE kind = $1',
      [kind],
    );
    const most = rows[0]?.most ?? 0;
    // Of the right size it is looked at, and found to hold a field that nobody knows.
    expect(await applyOne(team.clients.ada, operation(kind, patchOf(most)))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/^(invalid|gone|conflict)$/),
    });
    expect(await applyOne(team.clients.ada, operation(kind, patchOf(most + 1)))).toMatchObject({
      outcome: 'refused',
      reason: 'too_large',
      answer: { most },
    });
  },
);

test('a note of as many characters as it may have fits its bytes, whatever letters it is of', async () => {
  for (const letter of ['x', 'é', '漢', '😀', '"', '\\', '\n']) {
    const text = `a${letter}`.repeat(10_000).slice(0, letter.length === 2 ? 9_999 : 10_000);
    const answer = await applyOne(team.clients.ann, note(text));
    expect([letter, answer.outcome]).toEqual([letter, 'applied']);
  }
});

test('a call takes 500 operations, and not 501', async () => {
  const notes = Array.from({ length: 501 }, () => note('x'));
  expect(await apply(team.clients.ann, notes.slice(1))).toHaveLength(500);
  await expect(apply(team.clients.ann, notes)).rejects.toMatchObject({ code: '22023' });
  await expect(apply(team.clients.ann, [])).rejects.toMatchObject({ code: '22023' });
});
