import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  hideActivityTemplate,
  moveActivityTemplate,
  removeActivityTemplate,
  saveActivityTemplate,
} from '../../src-main/actions/activity-templates/activity-templates';
import { readActivityTemplates } from '../../src-main/store/activity-templates/read-activity-templates';
import { refold } from '../../src-main/store/operations/refold';
import { writeTransaction } from '../../src-main/store/write-transaction';
import {
  mostActivityTemplates,
  shippedActivityTemplates,
} from '../../src-preload/contract/activity-templates';
import { decisionsOn } from '../support/action-context';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 1_795_000_000_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
});
afterEach(() => temporary.remove());

const decisions = () => decisionsOn(temporary.store, now);
const templates = () => readActivityTemplates(temporary.store.read);
const names = () => templates().map(({ name }) => name);
const shipped = ['Business review', 'Onboarding call', 'Renewal talk'];
const review = { name: 'Our review', kind: 'business_review', text: 'Reached:\n\nNext:\n' } as const;
const save = (part: Partial<Parameters<typeof saveActivityTemplate>[1]> = {}) =>
  saveActivityTemplate(decisions(), { id: undefined, version: undefined, ...review, ...part });
const sent = () =>
  temporary.store.read
    .prepared<[], { kind: string; patch: string; baseVersion: number | null }>(
      'select kind, patch, base_version as baseVersion from operations order by seq',
    )
    .all()
    .map(({ patch, ...row }) => ({ ...row, patch: JSON.parse(patch) as unknown }));

describe('templates of activities', () => {
  test('are Steward’s own as long as the team said nothing', () => {
    expect(templates()).toMatchObject(
      shippedActivityTemplates.map(({ id, name, kind, text }) => ({
        ...{ id, name, kind, text, isShipped: true, isHidden: false, author: null, isPending: false },
      })),
    );
    expect(sent()).toEqual([]);
  });

  test('of the team’s own come before Steward’s, in the order in which they were made', () => {
    save();
    save({ name: 'Our call' });
    save({ name: 'Our talk' });
    expect(names()).toEqual(['Our review', 'Our call', 'Our talk', ...shipped]);
    expect(templates()[0]).toMatchObject({ ...review, isShipped: false, isPending: true, version: 1 });
  });

  test('that the team moved behind Steward’s draw new ones there', () => {
    moveActivityTemplate(decisions(), save(), null);
    save({ name: 'Our call' });
    expect(names()).toEqual([...shipped, 'Our review', 'Our call']);
  });

  test('are saved with the line ends of notes', () => {
    save({ text: 'Reached:\r\n\r\nNext:\r' });
    expect(templates()[0]?.text).toBe('Reached:\n\nNext:\n');
  });

  test('change by what differs, upon the version that was seen', () => {
    const id = save();
    save({ id, version: 1, kind: 'call' });
    expect(sent()[1]).toEqual({ kind: 'activity_template.save', patch: { kind: 'call' }, baseVersion: 1 });
    expect(save({ id, kind: 'call' })).toBe(id);
    expect(sent()).toHaveLength(2);
  });

  test.each(['OUR  review', 'our review', 'Ｏur review', 'business Review'])(
    'have a name that no other has: %s',
    (name) => {
      const id = save();
      expect(() => save({ name })).toThrow(/exists already/);
      if (name !== 'business Review') expect(save({ id, name })).toBe(id);
      else expect(() => save({ id, name })).toThrow(/A template named Business review exists already/);
    },
  );

  test('are as many as can be, Steward’s not counted', () => {
    for (let count = 0; count < mostActivityTemplates; count++) save({ name: `Template ${count}` });
    expect(() => save()).toThrow(/has 100 templates/);
    removeActivityTemplate(decisions(), templates()[0]?.id ?? '');
    save();
    expect(names()).toHaveLength(mostActivityTemplates + shipped.length);
  });

  test('are removed once or twice, and are gone then', () => {
    const id = save();
    removeActivityTemplate(decisions(), id);
    removeActivityTemplate(decisions(), id);
    expect(names()).toEqual(shipped);
    expect(sent().filter(({ kind }) => kind === 'activity_template.remove')).toHaveLength(1);
    expect(() => save({ id })).toThrow(/not in your copy any more/);
    expect(() => moveActivityTemplate(decisions(), id, null)).toThrow(/not in your copy any more/);
    expect(() => hideActivityTemplate(decisions(), id, true)).toThrow(/not in your copy any more/);
  });

  test('stand in one order, Steward’s among them, and one is moved by one change', () => {
    const id = save();
    const [, onboarding, renewal] = shippedActivityTemplates.map((template) => template.id);
    moveActivityTemplate(decisions(), id, renewal ?? '');
    expect(names()).toEqual(['Business review', 'Onboarding call', 'Our review', 'Renewal talk']);
    moveActivityTemplate(decisions(), renewal ?? '', onboarding ?? '');
    expect(names()).toEqual(['Business review', 'Renewal talk', 'Onboarding call', 'Our review']);
    moveActivityTemplate(decisions(), id, id);
    expect(sent()).toHaveLength(3);
  });

  test('are found room for between two that lie at one place', () => {
    const [first, second, last] = shippedActivityTemplates.map((template) => template.id);
    const at = (id: string, place: number) =>
      temporary.store.db.client
        .prepare(
          `insert into activity_templates (template_id, name, kind, text, place, hidden, version, author)
           values (?, ?, 'call', 'x', ?, 0, 1, 'ann')`,
        )
        .run(id, `At ${id.slice(-1)}`, place);
    at(first ?? '', 4);
    at(second ?? '', 4);
    moveActivityTemplate(decisions(), last ?? '', second ?? '');
    expect(templates().map(({ id }) => id)).toEqual([first, last, second]);
    save();
    expect(names()[0]).toBe('Our review');
  });
});

describe('one of Steward’s own', () => {
  const id = shippedActivityTemplates[1]?.id ?? '';

  test('is hidden and shown again, in its place', () => {
    hideActivityTemplate(decisions(), id, true);
    expect(templates()[1]).toMatchObject({ name: 'Onboarding call', isHidden: true, isShipped: true });
    hideActivityTemplate(decisions(), id, true);
    expect(sent()).toHaveLength(1);
    hideActivityTemplate(decisions(), id, false);
    expect(templates()[1]).toMatchObject({ name: 'Onboarding call', isHidden: false, author: null });
  });

  test('is as it is shipped again where what was said of it is let go', () => {
    hideActivityTemplate(decisions(), id, true);
    const rows = () => temporary.store.read.prepared('select 1 from activity_templates').all();
    expect(rows()).toHaveLength(1);
    writeTransaction(temporary.store, 'let go', (tx) => {
      tx.prepared('delete from operations').run();
      refold(tx, 'activity_template.save', id);
    });
    expect(rows()).toEqual([]);
    expect(templates()[1]).toMatchObject({ name: 'Onboarding call', isHidden: false });
  });

  test('is neither changed nor removed', () => {
    expect(() => save({ id })).toThrow(/stay as they are/);
    expect(() => removeActivityTemplate(decisions(), id)).toThrow(/Hide it instead/);
    expect(sent()).toEqual([]);
  });
});
