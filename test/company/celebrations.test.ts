import { beforeEach, describe, expect, test } from 'vitest';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { all as group, lowScore } from '../support/rules/entries';
import { claim, launchTemplate, letPass, reachDot, sent } from '../support/sending';
import { teamWithCelebrations } from './support/team-with-celebrations';
import { dayBefore } from './support/team-with-milestones';

const { team, rows, save, milestone, set, begin, lease, celebrating, celebrations, decide, say } =
  teamWithCelebrations();
const counted = { by: 'activity', measure: 'events', features: 'any', withinDays: null, target: 10 } as const;
beforeEach(begin);

/** So many contacts of Acme, by their numbers. */
const people = (...roles: string[]) =>
  rows<{ id: number }>(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, role, email)
     SELECT 100 + n, 1, 'p' || n, 'Person ' || n, role, 'p' || n || '@acme.example'
       FROM unnest($1::text[]) WITH ORDINALITY x (role, n) RETURNING user_id AS id`,
    [roles],
  );

describe('an achievement', () => {
  test('is celebrated once, whatever is told again, and by as many as tell it', async () => {
    await celebrating();
    const id = await milestone('Ten events', { completion: counted });
    for (let runner = 0; runner < 3; runner++) {
      const { tell } = await lease();
      await tell({ milestone: id });
      await tell({ milestone: id, completed_on: dayBefore(2) });
    }
    expect(await celebrations()).toMatchObject([
      {
        account: 1,
        contact: null,
        mail: 'made',
        skipped: null,
        runs: [{ contact: 1, stage: 'waiting', hours: 24 }],
      },
    ]);
  });

  test('is no celebration while none was set, or where the milestone has none', async () => {
    await set({ milestone: await milestone('A'), progress: 100 });
    await celebrating();
    await set({ milestone: await milestone('B', { celebrate: false }), progress: 100 });
    await celebrating({ is_on: false });
    await set({ milestone: await milestone('C'), progress: 100 });
    expect(await celebrations()).toEqual([]);
  });

  test('of several prerequisites is one celebration, and those are one each', async () => {
    await celebrating();
    const before = [
      await milestone('A', { completion: counted }),
      await milestone('B', { completion: counted }),
    ];
    const after = await milestone('C', { completion: counted, prerequisites: before });
    const { tell } = await lease();
    await tell({ milestone: after }, { milestone: before[0] });
    await tell({ milestone: after }, { milestone: before[1] });
    const names = await rows(
      `SELECT d.name FROM customer_success.celebrations c JOIN customer_success.milestone_definitions d USING (milestone_id) ORDER BY 1`,
    );
    expect(names).toEqual([{ name: 'A' }, { name: 'B' }, { name: 'C' }]);
  });

  test('that was reached too long ago is written down as skipped, and nobody hears of it', async () => {
    await celebrating({ oldest_days: 7 });
    const [old, fresh] = [
      await milestone('Old', { completion: counted }),
      await milestone('Fresh', { completion: counted }),
    ];
    const { tell } = await lease();
    await tell(
      { milestone: old, completed_on: dayBefore(8) },
      { milestone: fresh, completed_on: dayBefore(7) },
    );
    expect(await celebrations()).toMatchObject([
      { skipped: 'old', mail: 'none', runs: [] },
      { skipped: null, runs: [{ stage: 'waiting' }] },
    ]);
  });

  test('of a contact is celebrated with that contact, of an account with whom the setting says', async () => {
    await people('champion', 'admin', 'champion');
    await celebrating({ to: 'champion' });
    const [own, of] = [
      await milestone('Own', { completion: counted, audience: 'contact' }),
      await milestone('Account', { completion: counted }),
    ];
    const { tell } = await lease();
    await tell({ milestone: of });
    await tell({ milestone: own, contact: 102 });
    expect(await celebrations()).toMatchObject([
      { contact: null, runs: [{ contact: 101 }, { contact: 103 }] },
      { contact: 102, runs: [{ contact: 102 }] },
    ]);
  });

  test('is shown in the product where the template is for that, to who has no mail address as well, and once for several', async () => {
    await people('champion');
    await rows('UPDATE customer_success.users SET email = NULL WHERE organization_id = 1');
    await celebrating({}, 'in_app');
    for (const name of ['A', 'B']) await set({ milestone: await milestone(name), progress: 100 });
    const both = { mail: 'made', runs: [{ contact: 1 }, { contact: 101 }] };
    expect(await celebrations()).toMatchObject([both, both]);
    const shown = await rows('SELECT channel FROM customer_success.interventions');
    expect(shown).toEqual([{ channel: 'in_app' }, { channel: 'in_app' }]);
  });

  test('is told here where nobody can be written to, or no template is set, or it was archived', async () => {
    const done = async (name: string) => set({ milestone: await milestone(name), progress: 100 });
    await celebrating({ to: 'champion' });
    await done('A');
    await celebrating({ template: null });
    await done('B');
    const template = await celebrating();
    await rows('UPDATE customer_success.email_templates SET archived = true WHERE template_id = $1', [
      template,
    ]);
    await done('C');
    expect((await celebrations()).map(({ mail, runs }) => [mail, runs.length])).toEqual([
      ['nobody', 0],
      ['none', 0],
      ['no_template', 0],
    ]);
  });
});

describe('a mail', () => {
  test('tells of all that falls together for one person, and of what comes while it waits', async () => {
    await celebrating();
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push(await milestone(name, { completion: counted }));
    const { tell } = await lease();
    await tell({ milestone: ids[0] }, { milestone: ids[1] });
    await tell({ milestone: ids[2] });
    const runs = (await celebrations()).map((celebration) => celebration.runs.map(({ id }) => id));
    expect([runs.length, new Set(runs.flat()).size]).toEqual([3, 1]);
  });

  test('that has left tells of nothing more: the next is another', async () => {
    await celebrating({ hold_hours: 0 });
    const [a, b] = [
      await milestone('A', { completion: counted }),
      await milestone('B', { completion: counted }),
    ];
    const { tell } = await lease();
    await tell({ milestone: a });
    const claimed = await claim(team.clients.ada);
    await tell({ milestone: b });
    await reachDot(team.clients.ada, claimed);
    await sent(team.clients.ada, claimed);
    expect((await celebrations()).map(({ runs }) => runs.map(({ stage }) => stage))).toEqual([
      ['sent'],
      ['waiting'],
    ]);
  });

  test('waits as long as the setting says, and goes then; quiet hours, caps and consent hold as for every mail', async () => {
    await celebrating({ hold_hours: 2 });
    await set({ milestone: await milestone('A'), progress: 100 });
    expect(await claim(team.clients.ada)).toMatchObject({ outcome: 'none' });
    await letPass(team, 2 * 3600);
    const claimed = await claim(team.clients.ada);
    expect(claimed).toMatchObject({ outcome: 'claimed', category: 'celebration' });
    await reachDot(team.clients.ada, claimed);
    await sent(team.clients.ada, claimed);

    const standsAs = async (change: string) => {
      await rows(`${change}; UPDATE customer_success.interventions SET next_due = now()`);
      await letPass(team, 2 * 3600);
      await claim(team.clients.ada);
      return (await celebrations()).at(-1)?.runs;
    };
    await set({ milestone: await milestone('B'), progress: 100 });
    expect(
      await standsAs(`UPDATE customer_success.sending_settings SET caps = '[{"count": 1, "days": 7}]'`),
    ).toMatchObject([{ stage: 'waiting', reason: 'cap' }]);
    expect(
      await standsAs(`UPDATE customer_success.sending_settings SET caps = '[]', quiet_from = (m + 1200) % 1440, quiet_until = (m + 240) % 1440
                        FROM (SELECT extract(hour FROM now() AT TIME ZONE 'UTC')::int * 60 AS m) x`),
    ).toMatchObject([{ stage: 'waiting', reason: 'quiet' }]);
    expect(
      await standsAs(`UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0;
                      DELETE FROM customer_success.communication_preferences`),
    ).toMatchObject([{ stage: 'dropped', reason: 'no_basis' }]);
  });

  test('to who objects to profiling does not go, also where they object while it waits', async () => {
    await celebrating();
    await set({ milestone: await milestone('A'), progress: 100 });
    await rows('UPDATE customer_success.users SET objected_on = current_date WHERE user_id = 1');
    await set({ milestone: await milestone('B'), progress: 100 });
    await letPass(team, 24 * 3600);
    await claim(team.clients.ada);
    expect((await celebrations()).map(({ mail, runs }) => [mail, runs.map(({ reason }) => reason)])).toEqual([
      ['made', ['objects']],
      ['nobody', []],
    ]);
  });

  test('is dropped where nobody let it go and the setting says so, and goes with its patience once somebody does', async () => {
    await celebrating({ after_hold: 'dropped', hold_hours: 5 });
    await set({ milestone: await milestone('A'), progress: 100 });
    await set({ milestone: await milestone('B'), progress: 100 }, 'ada');
    const [first] = await celebrations();
    expect(first?.runs).toMatchObject([{ stage: 'proposed', hours: 5 }]);
    expect(await decide(first?.id ?? '', { decision: 'release' }, 'vera')).toMatchObject({ reason: 'role' });
    expect(await decide(first?.id ?? '', { decision: 'release' })).toMatchObject({ outcome: 'applied' });
    const [run] = await rows(
      `SELECT stage, reason, approved_by IS NOT NULL AS approved, expires_at - due_at AS patience FROM customer_success.interventions`,
    );
    expect(run).toMatchObject({
      stage: 'waiting',
      reason: 'approved',
      approved: true,
      patience: { days: 7 },
    });
    await set({ milestone: await milestone('C'), progress: 100 });
    await letPass(team, 5 * 3600);
    await claim(team.clients.ada);
    expect((await celebrations()).map(({ runs }) => runs.map(({ stage }) => stage))).toEqual([
      ['claimed'],
      ['claimed'],
      ['dropped'],
    ]);
  });

  test('counts as no launch by hand: the same template to the same person by hand is another mail', async () => {
    const template = await celebrating();
    await set({ milestone: await milestone('A'), progress: 100 });
    expect(await launchTemplate(team.clients.ada, template)).toMatchObject({ is_new: true });
  });
});

describe('a manager', () => {
  const one = async () => {
    await set({ milestone: await milestone('A'), progress: 100 });
    return (await celebrations()).at(-1)?.id ?? '';
  };

  test('adds words as long as it has not left, also to one that is being made, which is made anew', async () => {
    await celebrating();
    const id = await one();
    expect(await say(id, 'We saw the work behind it.')).toMatchObject({ outcome: 'applied' });
    await letPass(team, 24 * 3600);
    const claimed = await claim(team.clients.ada);
    expect(await say(id, 'Better words.')).toMatchObject({ outcome: 'applied' });
    expect(await reachDot(team.clients.ada, claimed)).toMatchObject({ outcome: 'refused', reason: 'fence' });
    const again = await claim(team.clients.ada);
    await reachDot(team.clients.ada, again);
    await sent(team.clients.ada, again);
    expect(await say(id, 'Too late.')).toMatchObject({ outcome: 'refused', reason: 'too_late' });
    expect(await celebrations()).toMatchObject([{ words: 'Better words.', runs: [{ stage: 'sent' }] }]);
  });

  test('is refused words that the template has no place for', async () => {
    const template = await celebrating();
    await rows(`UPDATE customer_success.email_template_versions SET html = 'Hi' WHERE template_id = $1`, [
      template,
    ]);
    expect(await say(await one(), 'Lost.')).toMatchObject({ answer: { field: 'words' } });
    expect(await celebrations()).toMatchObject([{ words: null }]);
  });

  test('lets it go before its time, once', async () => {
    await celebrating();
    const id = await one();
    await decide(id, { decision: 'release' });
    expect(await decide(id, { decision: 'release' })).toMatchObject({ outcome: 'applied' });
    const claimed = await claim(team.clients.ada);
    expect(claimed).toMatchObject({ outcome: 'claimed' });
    await reachDot(team.clients.ada, claimed);
    await sent(team.clients.ada, claimed);
    expect(await decide(id, { decision: 'release' })).toMatchObject({ reason: 'too_late' });
  });

  test('skips one with a reason: its mail goes without it, or not at all where it told of nothing else', async () => {
    await celebrating();
    const [first, second] = [await one(), await one()];
    expect(await decide(first, { decision: 'skip' })).toMatchObject({ answer: { field: 'reason' } });
    expect(await decide(first, { decision: 'skip', reason: 'They know.' }, 'bob')).toMatchObject({
      outcome: 'refused',
    });
    await decide(first, { decision: 'skip', reason: 'They know.' });
    expect(await celebrations()).toMatchObject([
      { skipped: 'by_hand', runs: [{ stage: 'waiting' }] },
      { skipped: null },
    ]);
    await decide(second, { decision: 'skip', reason: 'They know.' });
    expect((await celebrations()).map(({ runs }) => runs[0])).toMatchObject([
      { stage: 'cancelled', reason: 'not_celebrated' },
      { stage: 'cancelled', reason: 'not_celebrated' },
    ]);
    expect(await rows('SELECT skip_reason AS why FROM customer_success.celebrations LIMIT 1')).toEqual([
      { why: 'They know.' },
    ]);
  });

  test('who takes the achievement back stops its mail, and reached once more it is not celebrated again', async () => {
    await celebrating();
    const id = await milestone('A');
    await set({ milestone: id, progress: 100 });
    await set({ milestone: id, progress: 10, reason: 'Wrong account.' });
    await set({ milestone: id, progress: 100 });
    expect(await celebrations()).toMatchObject([{ skipped: 'withdrawn', runs: [{ stage: 'cancelled' }] }]);
  });
});

describe('how it is set', () => {
  const refused = (more: object) =>
    celebrating(more).then(
      () => null,
      (error: Error) => error.message,
    );

  test('is an admin’s, with a template of its kind that one can unsubscribe from', async () => {
    expect(await refused({ after_hold: 'dropped', hold_hours: 0 })).toMatch(/hold_hours/);
    expect(await refused({ to: 'everybody' })).toMatch(/"field": ?"to"/);
    expect(await refused({ oldest_days: 1.5 })).toMatch(/oldest_days/);
    const template = await celebrating();
    await rows('UPDATE customer_success.email_templates SET transactional = true WHERE template_id = $1', [
      template,
    ]);
    expect(await refused({ template })).toMatch(/"field": ?"template"/);
    await expect(team.clients.ann.query('SELECT * FROM customer_success.milestone_looks')).rejects.toThrow(
      /permission/,
    );
  });
});

describe('who completes by a change of the milestone', () => {
  /** @returns the version of its definition then */
  async function change(id: string, target: number, more: object): Promise<number> {
    const definition = { ...newMilestone, completion: { ...counted, target } };
    const answer = await save({ definition, ...more }, { entry: id, base_version: 1 });
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
    return Number(answer.answer['version']);
  }

  test('is celebrated where whoever changed it said so, and by that change alone', async () => {
    await celebrating();
    const [loud, quiet] = [
      await milestone('Loud', { completion: counted }),
      await milestone('Quiet', { completion: counted }),
    ];
    const versions = [
      await change(loud, 5, { celebrate_at_once: true }),
      await change(quiet, 5, { celebrate_at_once: false }),
    ];
    const { tell, counted: all } = await lease();
    await tell(
      { milestone: loud, version: versions[0], completed_on: dayBefore(3) },
      { milestone: quiet, version: versions[1], completed_on: dayBefore(3) },
    );
    await all();
    await tell({ account: 2, milestone: quiet, version: versions[1], completed_on: dayBefore(3) });
    const stand = await rows(
      `SELECT d.name, c.organization_id AS account, c.skipped_why AS skipped
         FROM customer_success.celebrations c JOIN customer_success.milestone_definitions d USING (milestone_id) ORDER BY 1, 2`,
    );
    expect(stand).toEqual([
      { name: 'Loud', account: 1, skipped: null },
      { name: 'Quiet', account: 1, skipped: 'at_once' },
      { name: 'Quiet', account: 2, skipped: null },
    ]);
  });

  test('is not celebrated where nothing was said; a change of its points alone silences nobody', async () => {
    await celebrating();
    const [asked, worth] = [
      await milestone('Asked', { completion: counted }),
      await milestone('Worth', { completion: counted }),
    ];
    const versions = [await change(asked, 5, {}), await change(worth, 10, {})];
    await save(
      { definition: { ...newMilestone, completion: counted, points: 5 } },
      { entry: worth, base_version: 2 },
    );
    const { tell } = await lease();
    await tell({ milestone: asked, version: versions[0] });
    expect(await celebrations()).toMatchObject([{ skipped: 'at_once' }]);
  });

  test('of conditions that hold the first time they are looked at is no news; later it is', async () => {
    await celebrating();
    const completion = { by: 'conditions', conditions: group(lowScore) } as const;
    const [first, later] = [
      await milestone('First', { completion }),
      await milestone('Later', { completion }),
    ];
    const { tell, counted: all } = await lease();
    await tell({ milestone: first });
    await all();
    await tell({ milestone: later });
    await all(0);
    expect((await celebrations()).map(({ skipped }) => skipped)).toEqual(['at_once', null]);
  });
});
