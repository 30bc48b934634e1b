import { describe, expect, test } from 'vitest';
import { dayOfInstant } from '../../../src-main/lib/day';
import { copiedTables, pageTableNames } from '../../../src-main/store/copy/copied-tables';
import type { LoadState, SyncState } from '../../../src-main/store/copy/sync-state';
import { AnotherCompany } from '../../../src-main/sync/wire/another-company';
import type { CompanyState } from '../../../src-main/sync/wire/company-state';
import { requireUsable, whyLoad } from '../../../src-main/sync/wire/requirements';

const now = Date.parse('2026-12-01T00:00:00Z');
const window = 90;
const firstKept = dayOfInstant(now) - window + 1;
const company: CompanyState = {
  ...{ companyId: 'c', epoch: 'e', schemaVersion: 2, zone: 'Europe/Berlin', currency: 'EUR' },
  ...{ keepsZoneDays: false, snapshot: '10:10:', now, login: 'ann', passwordEndsAt: null, role: 'manager' },
  ...{ managerId: 1, standby: false, retained: true, setBack: false, historyStands: true },
  ...{ showsAudit: true, scope: null },
};
const copy: SyncState = {
  ...{ snapshot: '9:9:', epoch: 'e', schemaVersion: 2, login: 'ann', asOf: now, checkedAt: now, load: null },
  ...{ held: null, rawEventDays: window, eventsFromDay: firstKept, zone: 'Europe/Berlin', currency: 'EUR' },
};
const load = (more: Partial<LoadState> = {}) =>
  ({
    epoch: 'e',
    schemaVersion: 2,
    tables: ['organizations'],
    eventsFromDay: firstKept,
    ...more,
  }) as LoadState;

interface Case {
  readonly of?: Partial<SyncState>;
  readonly at?: Partial<CompanyState>;
  readonly days?: number;
  readonly never?: Parameters<typeof whyLoad>[3];
  readonly under?: LoadState;
}
const need = ({ of, at, days = window, never = [], under }: Case) =>
  whyLoad({ ...copy, ...of }, { ...company, ...at }, days, never, under ?? null);

describe('a copy is brought up to date from where it stands', () => {
  test.each<[string, Case]>([
    ['where nothing is another', {}],
    ['where fewer raw events are wanted', { days: window - 1 }],
    ['where the clock went on', { at: { now: now + 86_400_000 } }],
    ['where it has no events of its own yet', { of: { eventsFromDay: null } }],
    ['while a load of it goes on that has all it needs', { of: { snapshot: null }, under: load() }],
    [
      'while a load brings more days of events',
      { days: window + 5, under: load(), at: { now: now + 6 * 86_400_000 } },
    ],
  ])('%s', (_when, given) => {
    expect(need(given)).toBeNull();
  });
});

describe('a copy is loaded', () => {
  test.each<[RegExp, Case]>([
    [/^first load$/, { of: { epoch: null, snapshot: null } }],
    [/^first load$/, { of: { snapshot: null } }],
    [/restored or replaced/, { at: { epoch: 'another' } }],
    [/restored or replaced/, { under: load({ epoch: 'another' }) }],
    [/schema changed/, { at: { schemaVersion: 1 } }],
    [/schema changed/, { under: load({ schemaVersion: 1 }) }],
    [/set back to an earlier state/, { at: { setBack: true } }],
    [/no longer reaches back/, { at: { retained: false } }],
  ])('whole: %s', (reason, given) => {
    const found = need(given);
    expect(found?.reason).toMatch(reason);
    expect(found?.tables).toEqual(copiedTables);
  });

  test('in part where an update copies more, more events are wanted, or the clock went back, and in nothing else', () => {
    expect(need({ never: ['notes'] })).toEqual({
      reason: expect.stringMatching(/^more tables/),
      tables: ['notes'],
    });
    expect(need({ never: ['notes'], under: load() })).toBeNull();
    expect(need({ days: window + 1 })).toEqual({
      reason: expect.stringMatching(/^more days of raw events/),
      tables: pageTableNames,
    });
    const back = { now: now - 86_400_000 };
    expect(need({ at: back })).toEqual({
      reason: expect.stringMatching(/clock went back/),
      tables: ['activity_events'],
    });
    expect(need({ at: back, under: load() })?.tables).toEqual(['organizations', 'activity_events']);
    const withEvents = load({ tables: ['activity_events'], eventsFromDay: firstKept - 1 });
    expect(need({ at: back, under: withEvents })).toBeNull();
  });
});

describe('a server', () => {
  const use =
    (at: Partial<CompanyState>, of: string | null = 'c') =>
    () =>
      requireUsable({ ...company, ...at }, of);

  test('is used where it is the copy’s company, or nobody knows yet whose', () => {
    for (const [at, of] of [
      [{}, 'c'],
      [{}, null],
      [{ companyId: null }, 'c'],
      [{ schemaVersion: 1 }, 'c'],
    ] as const)
      expect(use(at, of)).not.toThrow();
  });

  test.each<[Partial<CompanyState>, string, RegExp]>([
    [{ standby: true }, 'not_ready', /a standby.* primary/],
    [{ schemaVersion: 3 }, 'newer_database', /format 3, this Steward reads 2\. Update/],
    [{ schemaVersion: 0 }, 'not_ready', /format 0, this Steward needs 1\. Ask/],
    [{ zone: 'Mars/Olympus' }, 'newer_database', /zone Mars\/Olympus.*Update/],
  ])('is refused in words where it is %j', (at, code, words) => {
    expect(use(at)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(words) }));
  });

  test('is refused where it is another company’s, whatever else it is', () => {
    expect(use({ companyId: 'other', standby: true })).toThrow(AnotherCompany);
  });
});
