import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AccountToWriteTo } from '../../../src-preload/contract/interventions/launch';
import type { RevenueMonth } from '../../../src-preload/contract/reports/revenue';
import type { Fact } from '../../../src-preload/contract/rules/fact';
import type { SequenceHealth } from '../../../src-preload/contract/sequences/listed';
import { foundBy } from '../../../src-renderer/app/palette-ctas';
import { countryName } from '../../../src-renderer/features/account/head/country-name';
import * as chosen from '../../../src-renderer/features/interventions/launch/chosen-contacts';
import { instantMeant } from '../../../src-renderer/features/interventions/launch/use-launch-draft';
import { elsewhere } from '../../../src-renderer/features/interventions/lists/message-scope';
import {
  kindsThatMoved,
  monthSoFar,
  pointsSince,
  shareWords,
} from '../../../src-renderer/features/reports/report-words';
import { minorWords } from '../../../src-renderer/features/rewards/minor-words';
import { moveOf } from '../../../src-renderer/features/risk/levels/level-moves';
import { factsAbout } from '../../../src-renderer/features/rules/editor/facts-about';
import { readRuleSearch } from '../../../src-renderer/features/rules/rule-search';
import { exitsOf } from '../../../src-renderer/features/rules/sequences/exits-of';
import { readTextFile } from '../../../src-renderer/features/settings/read-text-file';
import {
  type Breakpoint,
  withAddedBreakpoint,
} from '../../../src-renderer/features/settings/scores/draft/breakpoints';
import { readTemplateSearch } from '../../../src-renderer/features/templates/template-search';
import { dayAxis } from '../../../src-renderer/ui/charts/chart-axes';
import { timeline } from '../../../src-renderer/ui/charts/timeline';
import { formProblems } from '../../../src-renderer/ui/form-problems';
import { dayOfEpoch, epochDayOf } from '../../../src-renderer/ui/format/day';
import { readAs } from '../../../src-renderer/ui/format/reader';
import { connectionName } from '../../../src-renderer/ui/words/connection-name';
import { objectionWords } from '../../../src-renderer/ui/words/objection-words';
import { smsWords } from '../../../src-renderer/ui/words/sms-words';
import { templateLabel } from '../../../src-renderer/ui/words/template-label';

beforeAll(() => readAs('en-US'));

test.each<[string, Breakpoint[], Breakpoint]>([
  [
    'as far from the last as that from the one before',
    [
      [10, 20],
      [30, 50],
    ],
    [50, 80],
  ],
  [
    'within 100 points',
    [
      [10, 20],
      [30, 90],
    ],
    [50, 100],
  ],
  [
    'within 0 points',
    [
      [10, 20],
      [30, 5],
    ],
    [50, 0],
  ],
  ['after the only one, at its points', [[7, 40]], [8, 40]],
  [
    'one after the last where the two are one',
    [
      [7, 40],
      [7, 60],
    ],
    [8, 80],
  ],
  ['one after nothing where there is none', [], [1, 0]],
  [
    'by as much as before, its points no less than nothing',
    [
      [0, 30],
      [10, 10],
    ],
    [20, 0],
  ],
])('one breakpoint more comes %s', (_, before, added) => {
  expect(withAddedBreakpoint(before)).toEqual([...before, added]);
});

test('a sequence says how many are over, and how', () => {
  const health = (exits: { people: number; words: string }[]) => ({ exits }) as SequenceHealth;
  expect(exitsOf(health([]))).toBe('');
  expect(
    exitsOf(
      health([
        { people: 1200, words: 'reached the goal' },
        { people: 34, words: 'replied' },
      ]),
    ),
  ).toBe('Over for 1,234: 1,200 reached the goal, 34 replied.');
});

describe('an address', () => {
  test('carries which starter a template begins with, when it is a name of one', () => {
    expect(readTemplateSearch({ starter: 'win_back2' })).toEqual({ starter: 'win_back2' });
    for (const starter of ['', 'Win', 'a-b', 'a'.repeat(41), 7, undefined])
      expect(readTemplateSearch({ starter })).toEqual({});
  });

  test('carries which rule a new one is a copy of, when it is an id', () => {
    const copy = '0193a1b0-0000-7000-8000-000000000001';
    expect(readRuleSearch({ copy })).toEqual({ copy });
    expect(readRuleSearch({ copy: 'all' })).toEqual({});
  });
});

test('of a contact the facts of the account hold, too, after its own', () => {
  const fact = (name: string, subject: string) => ({ name, subject }) as unknown as Fact;
  const facts = [fact('a', 'account'), fact('c', 'contact'), fact('b', 'account')];
  const names = (subject: 'account' | 'contact') => factsAbout(subject, facts).map(({ name }) => name);
  expect(names('account')).toEqual(['a', 'b']);
  expect(names('contact')).toEqual(['c', 'a', 'b']);
});

describe('a report', () => {
  test('names a month, and how far the present one has come', () => {
    const month = { month: '2026-11', isOver: true, closeDay: '2026-11-30' } as RevenueMonth;
    expect(monthSoFar(month)).toBe('Nov 2026');
    expect(monthSoFar({ ...month, isOver: false, closeDay: '2026-11-12' })).toBe('Nov 2026, to Nov 12, 2026');
  });

  test('tells shares to their tenth, and their difference as of what is shown', () => {
    expect([shareWords(0.9744), shareWords(1), shareWords(null)]).toEqual(['97.4%', '100.0%', '–']);
    expect(pointsSince(0.9744, 0.9625)).toBe('+1.1');
    expect(pointsSince(0.96, 0.97)).toBe('−1.0');
    expect(pointsSince(0.5, 0.5)).toBe('0.0');
    expect([pointsSince(null, 0.5), pointsSince(0.5, null)]).toEqual([null, null]);
  });

  test('shows credits and rates only where they moved an account in any month', () => {
    const kinds = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const;
    const month = (credits: number, rates: number) =>
      ({
        movements: {
          ...Object.fromEntries(kinds.map((kind) => [kind, { accounts: 0 }])),
          credits: { accounts: credits },
          rates: { accounts: rates },
        },
      }) as RevenueMonth;
    expect(kindsThatMoved([month(0, 0)])).toEqual(kinds);
    expect(kindsThatMoved([month(0, 0), month(1, 0)])).toEqual([...kinds, 'credits']);
    expect(kindsThatMoved([month(0, 1), month(0, 0)])).toEqual([...kinds, 'rates']);
  });
});

test('an empty list of one owner says where others may be', () => {
  expect(elsewhere({}, 'None.')).toBe('None.');
  expect(elsewhere({ ownerId: 0 }, 'None.')).toBe('None. Choose another owner to see others.');
});

test('a message goes at once, at a time that was offered, or at one that was written', () => {
  const times = [
    { key: 'best', at: 1 },
    { key: 'morning', at: 2 },
  ];
  expect(instantMeant({ when: 'now', at: '2026-12-07T09:00' }, times)).toBeUndefined();
  expect(instantMeant({ when: 'morning', at: '' }, times)).toBe(2);
  expect(instantMeant({ when: 'morning', at: '' }, [])).toBeNull();
  expect(instantMeant({ when: 'at', at: '2026-12-07T09:00' }, times)).toBe(
    new Date(2026, 11, 7, 9).getTime(),
  );
  expect(instantMeant({ when: 'at', at: '' }, times)).toBeNull();
});

describe('whom one writes to', () => {
  const account = (organizationId: number, ...ids: number[]) =>
    ({ organizationId, contacts: ids.map((contactId) => ({ contactId })) }) as unknown as AccountToWriteTo;
  const accounts = [account(1, 11, 12), account(2, 21), account(3)];
  const told = (people: chosen.ChosenContacts) => chosen.recipientsOf(people);

  test('is the foremost of each account at first, or the contact that was asked for', () => {
    expect(told(chosen.chosenAtFirst(accounts, undefined))).toEqual([
      { organizationId: 1, contactIds: [11] },
      { organizationId: 2, contactIds: [21] },
    ]);
    expect(told(chosen.chosenAtFirst(accounts, 12))[0]).toEqual({ organizationId: 1, contactIds: [12] });
  });

  test('is chosen and let go one by one; an account of which nobody is left gets nothing', () => {
    const first = chosen.chosenAtFirst(accounts, undefined);
    const both = chosen.toggled(first, 1, 12);
    expect([chosen.countChosen(first), chosen.countChosen(both)]).toEqual([2, 3]);
    expect(told(chosen.toggled(chosen.toggled(both, 1, 11), 1, 12))).toEqual([
      { organizationId: 2, contactIds: [21] },
    ]);
    expect(told(chosen.toggled(both, 3, 31)).at(-1)).toEqual({ organizationId: 3, contactIds: [31] });
  });

  test('is only whom another channel has, too', () => {
    const both = chosen.toggled(chosen.chosenAtFirst(accounts, undefined), 1, 12);
    expect(told(chosen.chosenAmong([account(1, 12, 13), account(4, 41)], both))).toEqual([
      { organizationId: 1, contactIds: [12] },
    ]);
  });
});

test('a form says the first sentence of each field, and of itself under no name', () => {
  const schema = z
    .object({
      name: z.string().min(3, 'Too short.').regex(/^A/, 'Begin with A.'),
      due: z.string().min(1, 'Say when.'),
    })
    .refine(({ name }) => name !== 'Able', 'Not this one.');
  expect(formProblems(schema.safeParse({ name: 'b', due: '' }))).toEqual({
    name: 'Too short.',
    due: 'Say when.',
  });
  expect(formProblems(schema.safeParse({ name: 'Able', due: 'x' }))).toEqual({ '': 'Not this one.' });
  expect(formProblems(schema.safeParse({ name: 'Abe', due: 'x' }))).toEqual({});
});

test('a template is offered by its name, and what is unusual about it', () => {
  expect(templateLabel({ name: 'Hi', channel: 'email' })).toBe('Hi');
  expect(templateLabel({ name: 'Hi', channel: 'sms' })).toBe('Hi (SMS)');
  expect(templateLabel({ name: 'Hi', channel: 'email', isArchived: true })).toBe('Hi (archived)');
  expect(templateLabel({ name: 'Hi', channel: 'sms', isArchived: true })).toBe('Hi (SMS, archived)');
});

test('a text says how many SMS it takes, why, and when it is too long', () => {
  expect(smsWords('a')).toBe('1 SMS, 1 character of GSM-7.');
  expect(smsWords('日本')).toBe(
    '1 SMS, 2 characters of UCS-2: a letter beyond GSM-7 takes the room of all to 70 and 67.',
  );
  expect(smsWords('a'.repeat(1530))).toBe('10 SMS, 1,530 characters of GSM-7.');
  expect(smsWords('a'.repeat(1531))).toBe('11 SMS, 1,531 characters of GSM-7. At most 10 go.');
});

test('a change of level is for the worse or the better; the first is neither', () => {
  expect(moveOf({ from: null, to: 'high' })).toBe('first');
  expect([moveOf({ from: 'low', to: 'high' }), moveOf({ from: 'high', to: 'medium' })]).toEqual([
    'worse',
    'better',
  ]);
});

test('a country is told in words where its code is one', () => {
  expect(countryName('DE')).toBe('Germany');
  expect(['Deutschland', 'de', 'DEU', null].map(countryName)).toEqual(['Deutschland', 'de', 'DEU', null]);
});

test('what is typed behind “new cta” finds accounts', () => {
  const typed = ['acme', 'new cta acme', 'CTA for Acme ', 'cta', 'new cta for', 'ctacme'];
  expect(typed.map(foundBy)).toEqual(['acme', 'acme', 'Acme', '', '', 'ctacme']);
});

test('an amount in smallest units is told in its currency; none is told as nothing', () => {
  expect([minorWords(1250, 'EUR'), minorWords(1250, 'JPY'), minorWords(0, 'EUR')]).toEqual([
    '€12.50',
    '¥1,250',
    '',
  ]);
});

test('who objects to profiling is told since when', () => {
  expect(objectionWords('2026-11-30')).toBe('objects to profiling since Nov 30, 2026');
});

test('a connection is called by its name, else by its database', () => {
  const address = 'postgres://ann@db.example:5432/book';
  expect(connectionName({ name: 'Work', address })).toBe('Work');
  expect(connectionName({ name: null, address })).toBe('book');
  expect(connectionName({ name: null, address: null })).toBe('First connection');
});

describe('an axis of days', () => {
  const day = epochDayOf('2026-01-01');
  const axisOf = (span: number, most?: number) => dayAxis([day, day + 1, day + span], most);

  test('goes from the first to the last, and tells the year where it has more than 330 days', () => {
    expect(axisOf(330).domain).toEqual([day, day + 330]);
    expect(axisOf(330).tickFormatter(day)).toBe('Jan 1');
    expect(axisOf(331).tickFormatter(day)).toBe('Jan 2026');
  });

  test('has seven ticks at most, or as many as there is room for', () => {
    expect(axisOf(364).ticks.map(dayOfEpoch)).toEqual(
      [1, 3, 5, 7, 9, 11].map((month) => `2026-${String(month).padStart(2, '0')}-01`),
    );
    expect(axisOf(364, 3).ticks).toHaveLength(3);
  });

  test('of nothing is one of nothing', () => {
    expect(dayAxis([])).toMatchObject({ domain: [0, 0], ticks: [0] });
  });
});

test('the pointer over a chart tells of the point of its day, and of nothing elsewhere', () => {
  const points = [
    { day: '2026-11-29', score: 4 },
    { day: '2026-11-30', score: 5 },
  ];
  const { data, days, tooltip } = timeline(points, ({ day }) => day);
  const [first = 0, last = 0] = days;
  expect(data).toEqual([
    { ...points[0], at: epochDayOf('2026-11-29') },
    { ...points[1], at: last },
  ]);
  expect(last - first).toBe(1);
  const { content } = tooltip(({ score }) => `${score}`);
  expect(content({ active: true, label: last })).toBe('5');
  expect(content({ active: false, label: last })).toBeNull();
  expect(content({ active: true, label: last + 1 })).toBeNull();
  expect(content({ active: true, label: 'auto' })).toBeNull();
});

test('a file is read as spreadsheets write it', async () => {
  const read = (...bytes: number[]) => readTextFile(new Blob([Uint8Array.from(bytes)]));
  expect(await read(0xff, 0xfe, 0xe9, 0)).toBe('é');
  expect(await read(0xfe, 0xff, 0, 0xe9)).toBe('é');
  expect(await read(0xef, 0xbb, 0xbf, 0xc3, 0xa9)).toBe('é');
  expect(await read(0x80, 0xe9)).toBe('€é');
  // A letter of Windows-1252 that begins like a mark is none.
  expect(await read(0xff, 0x41)).toBe('ÿA');
  expect(await read(0xfe, 0x41)).toBe('þA');
});
