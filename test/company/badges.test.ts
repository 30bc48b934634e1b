import { beforeEach, describe, expect, test } from 'vitest';
import { pictureOfFile } from '../../src-main/lib/badges/badge-picture';
import { teamWithMilestones } from './support/team-with-milestones';

const { rows, send, milestone } = teamWithMilestones();
beforeEach(() => rows('DELETE FROM customer_success.badges'));

const within = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">${body}</svg>`;
const shape = '<path d="M0 0h8v8z"></path>';
const add = (picture: string, more: object = {}, who: 'ada' | 'ann' = 'ada') =>
  send(who, 'badge.add', { name: 'Bee', kind: 'svg', picture, ...more }, { account: null });

describe('a badge of the company’s own', () => {
  test.each([
    [
      'shapes',
      within(`<g transform="rotate(45, 1 2)">${shape}<line x1="0" x2="8" y1="0.5" y2="-1e3" /></g>`),
    ],
    [
      'gradients',
      within(`<defs><linearGradient id="a"><stop offset="50%" stop-color="#ff0000"/></linearGradient>
      <linearGradient id="b" xlink:href="#a"/><clipPath id="c">${shape}</clipPath></defs>
      <circle r="3" fill="url(#b)" clip-path="url( #c )" style="stroke: rgb(1, 2, 3)"/>`),
    ],
  ])('of %s, as a desktop looks through it, is taken', async (_what, drawn) => {
    const { kind, picture } = pictureOfFile(Buffer.from(drawn));
    expect(await add(picture, { kind })).toMatchObject({ outcome: 'applied' });
    expect(await rows('SELECT name, kind, picture FROM customer_success.badges')).toEqual([
      { name: 'Bee', kind: 'svg', picture },
    ]);
  });

  test.each([
    within(`<script>a()</script>${shape}`),
    within(`<foreignObject></foreignObject>`),
    within(`<path onload="a()" d="M0 0"></path>`),
    within(`<path style="fill:red"></path>`),
    within(`<path fill="url(https://x.example)"></path>`),
    within(`<path fill="url(data:x)"></path>`),
    within(`<linearGradient href="//x.example"></linearGradient>`),
    within(`<image href="#a"></image>`),
    within(`<use href="#a"></use>`),
    within(`&lt;`),
    within(`<!-- -->`),
    `<svg xmlns="http://www.w3.org/2000/svg" onload="a()"><g></g></svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg" onload='a()'><g></g></svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg" onload=a()><g></g></svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg"\tx:href='//x.example'><g></g></svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg" onload='a()<g></g></svg>`,
    `<svg onload="a()" xmlns="http://www.w3.org/2000/svg"></svg>`,
    within(shape.repeat(2_600)),
  ])('that a client of another kind sends is refused where it is more than shapes: %#', async (picture) => {
    expect(await add(picture)).toMatchObject({ outcome: 'refused', answer: { field: 'picture' } });
  });

  test('in points has to be a PNG', async () => {
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(
      await add(Buffer.concat([signature, Buffer.from('…')]).toString('base64'), { kind: 'png' }),
    ).toMatchObject({
      outcome: 'applied',
    });
    for (const picture of [Buffer.from('GIF89a').toString('base64'), 'A'.repeat(95_000), '%'])
      expect(await add(picture, { kind: 'png' })).toMatchObject({ outcome: 'refused', reason: 'invalid' });
  });

  test('is an admin’s, and stays while a milestone has it', async () => {
    expect(await add(within(shape), {}, 'ann')).toMatchObject({ reason: 'role' });
    const badge = (await add(within(shape))).op_id as string;
    const remove = () => send('ada', 'badge.remove', {}, { account: null, entry: badge });
    await milestone('Kick-off', { badge });
    expect(await remove()).toMatchObject({ answer: { field: 'badge', words: 'is used by “Kick-off”' } });
    await rows('DELETE FROM customer_success.milestone_definitions');
    expect(await remove()).toMatchObject({ outcome: 'applied' });
    expect(await remove()).toMatchObject({ outcome: 'applied' });
    expect(await rows('SELECT removed_at IS NOT NULL AS gone FROM customer_success.badges')).toEqual([
      { gone: true },
    ]);
  });

  test('of a milestone is one of Steward’s by name or of the company’s by id', async () => {
    await milestone('A', { badge: 'trophy' });
    await expect(milestone('B', { badge: 'no such/../thing' })).rejects.toThrow(/badge/);
  });
});
