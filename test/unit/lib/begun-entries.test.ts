import { describe, expect, test } from 'vitest';
import { foldActivityTemplate } from '../../../src-main/lib/operations/fold-activity-template';
import { foldCta } from '../../../src-main/lib/operations/fold-cta';
import { foldDisposition } from '../../../src-main/lib/operations/fold-disposition';
import { foldHoliday } from '../../../src-main/lib/operations/fold-holiday';
import { foldOverride, foldPulse } from '../../../src-main/lib/operations/fold-judgement';
import { foldMilestone, foldPlan } from '../../../src-main/lib/operations/fold-milestone';
import { foldNote } from '../../../src-main/lib/operations/fold-note';
import { foldObjection } from '../../../src-main/lib/operations/fold-objection';
import { foldRule, foldSegment } from '../../../src-main/lib/operations/fold-rule';
import { foldSequence } from '../../../src-main/lib/operations/fold-sequence';
import { foldTask } from '../../../src-main/lib/operations/fold-task';
import { foldBrand, foldTemplate } from '../../../src-main/lib/operations/fold-template';
import { foldView } from '../../../src-main/lib/operations/fold-view';
import type { OperationKind } from '../../../src-preload/contract/operations';

type Patch = Readonly<Record<string, unknown>>;
type Fold = (entry: object | null, operation: object) => object | null;

interface Kind {
  readonly fold: Fold;
  readonly kind: OperationKind;
  /** All that it needs to begin, and nothing else. */
  readonly needs: Patch;
  readonly isOfAccount?: true;
}

const foldOf = (fold: unknown) => fold as Fold;
const ofAccount = { isOfAccount: true } as const;

/** Set once and for all: what is there is another entry's to change. */
const setOnce: Readonly<Record<string, Kind>> = {
  note: { fold: foldOf(foldNote), kind: 'note.add', needs: { text: 'a' }, ...ofAccount },
  pulse: { fold: foldOf(foldPulse), kind: 'pulse.set', needs: { points: 40, reason: 'a' }, ...ofAccount },
  'score by hand': {
    ...{ fold: foldOf(foldOverride), kind: 'override.set' },
    ...{ needs: { score: 40, reason: 'a', until_day: '2026-11-30' }, ...ofAccount },
  },
  objection: {
    ...{ fold: foldOf(foldObjection), kind: 'objection.record' },
    ...{ needs: { contact: 'u1', since_day: '2026-11-30' }, ...ofAccount },
  },
  'item put away': {
    ...{ fold: foldOf(foldDisposition), kind: 'today.dispose' },
    ...{ needs: { kind: 'renewal', day: '2026-11-30', state: 'done' }, ...ofAccount },
  },
  holiday: { fold: foldOf(foldHoliday), kind: 'holiday.add', needs: { day: '2026-12-25', name: 'a' } },
  CTA: {
    ...{ fold: foldOf(foldCta), kind: 'cta.open' },
    ...{ needs: { type: 'risk', title: 'a', priority: 'high', due_day: '2026-11-30' }, ...ofAccount },
  },
  task: { fold: foldOf(foldTask), kind: 'task.add', needs: { cta: 'c', title: 'a' }, ...ofAccount },
  'task that repeats another': {
    ...{ fold: foldOf(foldTask), kind: 'task.repeat' },
    ...{ needs: { title: 'a', due_day: '2026-11-30', every: 'week' }, ...ofAccount },
  },
  'task of a note': {
    ...{ fold: foldOf(foldTask), kind: 'task.step' },
    ...{ needs: { note: 'n', title: 'a' }, ...ofAccount },
  },
  brand: { fold: foldOf(foldBrand), kind: 'brand.set', needs: { brand: { name: 'a' } } },
};

/** Saved again and again, a field or several at a time. */
const savable: Readonly<Record<string, Kind & { readonly others: Patch }>> = {
  rule: {
    ...{ fold: foldOf(foldRule), kind: 'rule.save', needs: { name: 'a', definition: { is: 'a' } } },
    others: { name: 'b', definition: { is: 'b' }, state: 'active' },
  },
  segment: {
    ...{ fold: foldOf(foldSegment), kind: 'segment.save', needs: { name: 'a', definition: { is: 'a' } } },
    others: { name: 'b', definition: { is: 'b' } },
  },
  sequence: {
    ...{ fold: foldOf(foldSequence), kind: 'sequence.save', needs: { name: 'a', definition: { is: 'a' } } },
    others: { name: 'b', definition: { is: 'b' }, state: 'active' },
  },
  milestone: {
    ...{ fold: foldOf(foldMilestone), kind: 'milestone.save', needs: { name: 'a', definition: { is: 'a' } } },
    others: { name: 'b', definition: { is: 'b' } },
  },
  plan: {
    ...{ fold: foldOf(foldPlan), kind: 'plan.save', needs: { name: 'a', definition: { is: 'a' } } },
    others: { name: 'b', definition: { is: 'b' } },
  },
  template: {
    ...{ fold: foldOf(foldTemplate), kind: 'template.save' },
    needs: { name: 'a', category: 'news', language: 'en', content: { text: 'a' } },
    others: {
      ...{ name: 'b', category: 'renewal', language: 'de', content: { text: 'b' } },
      ...{ transactional: true, archived: true },
    },
  },
  'template of activities': {
    ...{ fold: foldOf(foldActivityTemplate), kind: 'activity_template.save' },
    needs: { name: 'a', kind: 'call', text: 'a', place: 1 },
    others: { name: 'b', kind: 'meeting', text: 'b', place: 2, hidden: true },
  },
  view: {
    ...{ fold: foldOf(foldView), kind: 'view.save', needs: { name: 'a', view: { is: 'a' } } },
    others: { name: 'b', view: { is: 'b' }, shared: true },
  },
};

const subject = { companyId: null, organizationId: 1, externalId: 'acme' };
const operation = (kind: OperationKind, patch: Patch, more: object = {}) => ({
  ...{ opId: 'o', kind, patch, subject, author: 'ann', madeAt: 5, place: 7 },
  ...more,
});
const without = (patch: Patch, field: string): Patch =>
  Object.fromEntries(Object.entries(patch).filter(([name]) => name !== field));

describe.each(Object.entries({ ...setOnce, ...savable }))('a %s', (_, { fold, kind, needs, isOfAccount }) => {
  test('begins with all that it needs, and with less not at all', () => {
    expect(fold(null, operation(kind, needs))).not.toBeNull();
    for (const field of Object.keys(needs))
      expect([field, fold(null, operation(kind, without(needs, field)))]).toEqual([field, null]);
  });

  test('begins as its first version, and is there', () => {
    const { version = 1, isRemoved = false } = fold(null, operation(kind, needs)) as Patch;
    expect([version, isRemoved]).toEqual([1, false]);
  });

  test('is of an account, or of none', () => {
    const ofNobody = fold(null, operation(kind, needs, { subject: null }));
    expect(ofNobody === null).toBe(isOfAccount === true);
  });
});

describe.each(Object.entries(setOnce))('a %s that is there', (_, { fold, kind, needs }) => {
  test('is begun no second time', () => {
    const begun = fold(null, operation(kind, needs));
    const again = operation(kind, needs, { author: 'bob', madeAt: 9, place: 12 });
    expect(fold(begun, again)).toEqual(begun);
  });
});

describe.each(Object.entries(savable))('a %s that is there', (_, { fold, kind, needs, others }) => {
  test('changes in what is saved, and in nothing else', () => {
    const begun = fold(null, operation(kind, needs));
    const later = { author: 'bob', madeAt: 9 };
    for (const [field, value] of Object.entries(others)) {
      const changed = fold(begun, operation(kind, { [field]: value }, later)) as Patch;
      expect(changed[field]).toEqual(field === 'view' ? JSON.stringify(value) : value);
      expect(without(changed, field)).toEqual(without(begun as Patch, field));
    }
    expect(fold(begun, operation(kind, {}, later))).toEqual(begun);
  });
});

test('a rule and a sequence begin as drafts, whatever state they are saved in; templates and views as they are', () => {
  const begun = (name: string) => {
    const { fold, kind, needs, others } = savable[name] as Kind & { readonly others: Patch };
    return [fold(null, operation(kind, others)), fold(null, operation(kind, needs))];
  };
  for (const name of ['rule', 'sequence'])
    expect(begun(name)).toMatchObject([
      { state: 'draft', author: 'ann', createdAt: 5 },
      { state: 'draft', author: 'ann', createdAt: 5 },
    ]);
  expect(begun('template')).toMatchObject([
    { transactional: true, archived: true },
    { transactional: false, archived: false },
  ]);
  expect(begun('view')).toMatchObject([{ shared: true }, { shared: false }]);
});

describe('a task', () => {
  const day = 20_787;
  const usual = { given_to: 'bob', priority: 'high', every: 'week', due_day: '2026-11-30' };
  const start = (kind: OperationKind, patch: Patch) =>
    foldOf(foldTask)(null, operation(kind, patch)) as Patch;

  test('is whose, how urgent and how often it was said to be, and of its day on where it comes again', () => {
    expect(start('task.add', { cta: null, title: 'a', ...usual })).toMatchObject({
      ...{ givenTo: 'bob', priority: 'high', every: 'week', dueDay: day, fromDay: day },
    });
    const once = { cta: 'c', title: 'a', due_day: '2026-11-30' };
    expect(start('task.add', once)).toMatchObject({ every: null, fromDay: null, dueDay: day });
    expect(start('task.repeat', { title: 'a', ...usual, from_day: '2026-11-23' })).toMatchObject({
      ...{ givenTo: 'bob', priority: 'high', every: 'week', dueDay: day, fromDay: day - 7 },
    });
    expect(start('task.step', { note: 'n', title: 'a', ...usual })).toMatchObject({
      ...{ givenTo: 'bob', priority: null, every: null, dueDay: day, fromDay: null, note: 'n' },
    });
    expect(start('task.add', { cta: null, title: 'a' })).toMatchObject({ dueDay: null, givenTo: null });
  });

  const begun = start('task.add', { cta: null, title: 'a', ...usual });
  const changed = (patch: Patch, task = begun) =>
    foldOf(foldTask)(task, operation('task.change', patch, { author: 'eve', madeAt: 9 })) as Patch;

  test.each<[string, Patch, Patch]>([
    ['title', { title: 'b' }, { title: 'b' }],
    ['day', { due_day: '2026-12-01' }, { dueDay: day + 1 }],
    ['day, which it loses', { due_day: null }, { dueDay: null }],
    ['owner', { given_to: 'eve' }, { givenTo: 'eve' }],
    ['owner, whom it loses', { given_to: null }, { givenTo: null }],
    ['priority', { priority: 'low' }, { priority: 'low' }],
    ['priority, which it loses', { priority: null }, { priority: null }],
    ['column', { state: 'doing' }, { state: 'doing' }],
    ['rest', { until_day: '2026-12-01' }, { restsUntil: day + 1 }],
    ['end', { done: true }, { doneAt: 9, doneBy: 'eve' }],
    ['rhythm, which is the same', { every: 'week' }, {}],
    ['rhythm, which it loses', { every: null }, { every: null, fromDay: null }],
    [
      'rhythm with its day',
      { every: 'month', due_day: '2026-12-01' },
      { every: 'month', dueDay: day + 1, fromDay: day + 1 },
    ],
    ['nothing', {}, {}],
  ])('changes in its %s alone', (_, patch, expected) => {
    expect(changed(patch)).toEqual({ ...begun, ...expected });
  });

  test('was done by who did it first, and is open again for whoever says so', () => {
    const done = changed({ done: true });
    const again = operation('task.change', { done: true }, { author: 'bob', madeAt: 12 });
    expect(foldOf(foldTask)(done, again)).toEqual(done);
    expect(changed({ title: 'b' }, done)).toEqual({ ...done, title: 'b' });
    expect(changed({ done: false }, done)).toEqual(begun);
  });

  test('that is not there is changed by nothing', () => {
    expect(foldOf(foldTask)(null, operation('task.change', { title: 'b' }))).toBeNull();
  });
});

test.each<[string, Fold, OperationKind, Kind]>([
  ['note', foldOf(foldNote), 'note.remove', setOnce['note'] as Kind],
  ['pulse', foldOf(foldPulse), 'pulse.withdraw', setOnce['pulse'] as Kind],
  ['score by hand', foldOf(foldOverride), 'override.withdraw', setOnce['score by hand'] as Kind],
  ['objection', foldOf(foldObjection), 'objection.withdraw', setOnce['objection'] as Kind],
  ['item put away', foldOf(foldDisposition), 'today.restore', setOnce['item put away'] as Kind],
  ['holiday', foldOf(foldHoliday), 'holiday.remove', setOnce['holiday'] as Kind],
  ['task', foldOf(foldTask), 'task.remove', setOnce['task'] as Kind],
  ['rule', foldOf(foldRule), 'rule.remove', savable['rule'] as Kind],
  ['segment', foldOf(foldSegment), 'segment.remove', savable['segment'] as Kind],
  ['sequence', foldOf(foldSequence), 'sequence.remove', savable['sequence'] as Kind],
  ['milestone', foldOf(foldMilestone), 'milestone.remove', savable['milestone'] as Kind],
  ['plan', foldOf(foldPlan), 'plan.remove', savable['plan'] as Kind],
  ['view', foldOf(foldView), 'view.remove', savable['view'] as Kind],
  [
    ...(['template of activities', foldOf(foldActivityTemplate), 'activity_template.remove'] as const),
    savable['template of activities'] as Kind,
  ],
])(
  'a %s that is taken away stays so, whatever comes later, and nothing is taken away twice or from nothing',
  (_, fold, ends, { kind, needs }) => {
    const end = operation(ends, {}, { madeAt: 6 });
    expect(fold(null, end)).toBeNull();
    const ended = fold(fold(null, operation(kind, needs)), end);
    expect(ended).toMatchObject('takenBackAt' in (ended ?? {}) ? { takenBackAt: 6 } : { isRemoved: true });
    expect(fold(ended, operation(ends, {}, { madeAt: 9 }))).toEqual(ended);
    expect(fold(ended, operation(kind, needs))).toEqual(ended);
  },
);
