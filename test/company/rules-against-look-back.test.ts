import fc from 'fast-check';
import { expect, test } from 'vitest';
import { step, unarmed } from '../../src-main/engines/rules/arming';
import { no, unknown, yes } from '../../src-main/engines/rules/verdict';
import { teamWithRules } from './support/team-with-rules';

const { rows, takeOver, active, change, look, end } = teamWithRules();

const accounts = [1, 2, 3];
const runs = Number(process.env.STEWARD_RUNS ?? 12);

const seen = fc.record({
  verdict: fc.constantFrom(no, no, unknown, yes, yes),
  rearms: fc.constantFrom(null, null, true, false),
});
/** A day, with what happens besides the look: nothing of it is an edge. */
const anyDay = fc.record({
  isOff: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  seen: fc.array(seen, { minLength: accounts.length, maxLength: accounts.length }),
  besides: fc.constantFrom('nothing', 'again', 'another runner', 'in two halves', 'renamed'),
});
const anyRule = fc.record({
  trigger: fc.constantFrom('edge' as const, 'level' as const),
  clearDays: fc.integer({ min: 1, max: 3 }),
  coolDownDays: fc.integer({ min: 0, max: 4 }),
});

/** As if a day had gone by. */
const letDayPass = () =>
  rows(`UPDATE customer_success.rule_subjects SET clear_on = clear_on - 1, held_on = held_on - 1, fired_on = fired_on - 1;
        UPDATE customer_success.rule_firings SET fired_on = fired_on - 1, fired_at = fired_at - interval '1 day';
        UPDATE customer_success.rule_standings SET judged_on = judged_on - 1, judged_from_day = judged_from_day - 1`);

test('each edge fires once and only once, on the days on which a look back over the same days has it fire', async () => {
  await fc.assert(
    fc.asyncProperty(anyRule, fc.array(anyDay, { minLength: 4, maxLength: 10 }), async (asked, days) => {
      await rows('DELETE FROM customer_success.rules');
      let rule = await active(asked);
      const arming = unarmed(accounts.length);
      const expected: string[] = [];
      for (const [day, { isOff, seen: told, besides }] of days.entries()) {
        if (!isOff) {
          const judged = accounts.map((id, row) => ({
            id,
            holds: told[row]?.verdict === unknown ? null : told[row]?.verdict === yes,
            rearms: told[row]?.rearms ?? null,
          }));
          if (besides === 'renamed') rule = await change(rule, { name: `Of day ${day}` });
          if (besides === 'in two halves') await look(rule, judged.slice(0, 1));
          await look(rule, judged);
          if (besides === 'another runner') await takeOver();
          if (besides === 'again' || besides === 'another runner') await look(rule, judged);
          await end(rule);
          for (const row of accounts.keys()) {
            const { verdict = unknown, rearms } = told[row] ?? { rearms: null };
            const code = rearms === null ? null : rearms ? yes : no;
            if (step(arming, row, { verdict, rearms: code, day }, asked) === 'fires')
              expected.push(`${accounts[row]} on ${day}`);
          }
        }
        await letDayPass();
      }
      const fired = await rows<{ is: string }>(
        `SELECT f.organization_id || ' on ' || ($1 - ((now() AT TIME ZONE 'UTC')::date - f.fired_on)) AS is
           FROM customer_success.rule_firings f WHERE f.held_by IS NULL`,
        [days.length],
      );
      expect(fired.map(({ is }) => is).sort()).toEqual(expected.sort());
    }),
    { numRuns: runs },
  );
});
