import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContactClocks } from '../../../src-main/engines/sequences/contact-clocks';
import { dryRun } from '../../../src-main/engines/sequences/dry-run';
import {
  type KnownFacts,
  type Move,
  nextMove,
  type Standing,
} from '../../../src-main/engines/sequences/next-move';
import type { SequenceDefinition, Step, Wait } from '../../../src-preload/contract/sequences/definition';
import { cta, hours, mail, sequenceDefinition } from '../../support/sequences/entries';

const at = Date.parse;
const weekdays = [1, 2, 3, 4, 5];
const newYork: ContactClocks = { zones: ['America/New_York'], weekdays, holidays: [] };
const berlin: ContactClocks = { zones: ['Europe/Berlin'], weekdays, holidays: [] };
const nothing: KnownFacts = { branch: () => 'fails', day: () => null, goal: 'fails', churned: false };
const waiting = (wait: Wait): Step => ({ id: 'wait1', kind: 'wait', wait });
const branch = (id: string, otherwise: string | null, unknown: 'holds' | 'fails' = 'fails'): Step => ({
  id,
  kind: 'branch',
  conditions: { combinator: 'and', rules: [] },
  otherwise,
  unknown,
});
const of = (...steps: Step[]): SequenceDefinition => sequenceDefinition({ steps });
const begins = (definition: SequenceDefinition, since: number): Standing => ({
  stepId: definition.steps[0]?.id ?? '',
  isDone: false,
  since,
});
/** Until when one waits who came to a wait at an instant. */
function until(wait: Wait, since: string, clocks: ContactClocks, facts: Partial<KnownFacts> = {}): string {
  const definition = of(waiting(wait), mail('mail1'));
  const move = nextMove(definition, begins(definition, at(since)), at(since), clocks, {
    ...nothing,
    ...facts,
  });
  return move?.kind === 'waits' ? new Date(move.until).toISOString() : `${move?.kind}`;
}

describe('a wait', () => {
  test('of hours is time that goes by, whatever clocks do', () => {
    const twoHours: Wait = { kind: 'elapsed', hours: 2 };
    expect(until(twoHours, '2026-03-08T06:30:00Z', newYork)).toBe('2026-03-08T08:30:00.000Z');
    expect(until(twoHours, '2026-11-01T05:30:00Z', newYork)).toBe('2026-11-01T07:30:00.000Z');
    expect(until({ kind: 'elapsed', hours: 24 }, '2026-03-07T14:00:00Z', newYork)).toBe(
      '2026-03-08T14:00:00.000Z',
    );
  });

  test('of a day of the calendar is the same time on the clocks, which is 23 or 25 hours when they are moved', () => {
    const oneDay: Wait = { kind: 'calendar', days: 1, minute: null };
    expect(until(oneDay, '2026-03-07T14:00:00Z', newYork)).toBe('2026-03-08T13:00:00.000Z');
    expect(until(oneDay, '2026-10-31T13:00:00Z', newYork)).toBe('2026-11-01T14:00:00.000Z');
  });

  test('that ends at a time that clocks skip ends at the first instant after it', () => {
    expect(until({ kind: 'calendar', days: 1, minute: 150 }, '2026-03-07T14:00:00Z', newYork)).toBe(
      '2026-03-08T07:00:00.000Z',
    );
  });

  test('of working days passes over weekends and holidays', () => {
    const next: Wait = { kind: 'working', days: 1, minute: 540 };
    expect(until(next, '2026-12-04T10:00:00Z', berlin)).toBe('2026-12-07T08:00:00.000Z');
    expect(until(next, '2026-12-04T10:00:00Z', { ...berlin, holidays: ['2026-12-07'] })).toBe(
      '2026-12-08T08:00:00.000Z',
    );
  });

  test('until a known day ends so many days before it, and goes on at once where that lies behind', () => {
    const renewal: Wait = { kind: 'date', fact: 'contract.renewal', days: -30, minute: 540 };
    const day = Date.parse('2027-03-01') / 86_400_000;
    expect(until(renewal, '2026-12-04T10:00:00Z', berlin, { day: () => day })).toBe(
      '2027-01-30T08:00:00.000Z',
    );
    expect(until(renewal, '2027-02-20T10:00:00Z', berlin, { day: () => day })).toBe('does');
  });

  test('until a day that is not known asks again a day later', () => {
    expect(
      until({ kind: 'date', fact: 'contract.renewal', days: 0, minute: 540 }, '2026-12-04T10:00:00Z', berlin),
    ).toBe('2026-12-05T10:00:00.000Z');
  });

  test('by several zones is over when it is in all of them', () => {
    const both: ContactClocks = {
      zones: ['America/New_York', 'America/Los_Angeles'],
      weekdays,
      holidays: [],
    };
    expect(until({ kind: 'calendar', days: 1, minute: 540 }, '2026-12-01T20:00:00Z', both)).toBe(
      '2026-12-02T17:00:00.000Z',
    );
  });
});

describe('working hours', () => {
  const office = sequenceDefinition({ steps: [mail('mail1')], hours: { from: 540, until: 1020 } });
  const moved = (now: string, clocks = berlin) => {
    const move = nextMove(office, begins(office, at('2026-12-01T00:00:00Z')), at(now), clocks, nothing);
    return move?.kind === 'waits' ? new Date(move.until).toISOString() : move?.kind;
  };

  test('what is due on a Saturday is done once, at Monday’s opening', () => {
    expect(moved('2026-12-05T10:00:00Z')).toBe('2026-12-07T08:00:00.000Z');
    expect(moved('2026-12-06T10:00:00Z')).toBe('2026-12-07T08:00:00.000Z');
    expect(moved('2026-12-07T08:00:00Z')).toBe('does');
  });

  test('of zones that share hours are those; of zones that share none, the first one’s', () => {
    expect(
      moved('2026-12-07T08:30:00Z', { zones: ['Europe/Berlin', 'Europe/London'], weekdays, holidays: [] }),
    ).toBe('2026-12-07T09:00:00.000Z');
    expect(
      moved('2026-12-07T08:30:00Z', { zones: ['Europe/Berlin', 'Pacific/Auckland'], weekdays, holidays: [] }),
    ).toBe('does');
  });
});

describe('a branch', () => {
  const forked = of(branch('fork1', 'mail2'), mail('mail1'), mail('mail2'));
  const next = (holds: 'holds' | 'fails' | 'unknown', definition = forked) => {
    const move = nextMove(definition, begins(definition, 0), 1, berlin, { ...nothing, branch: () => holds });
    return move?.kind === 'does' ? move.step.id : move?.kind;
  };

  test('goes on where its conditions hold, and to the step it names where they don’t', () => {
    expect(next('holds')).toBe('mail1');
    expect(next('fails')).toBe('mail2');
  });

  test('takes the way that it says for what is not known', () => {
    expect(next('unknown')).toBe('mail2');
    expect(next('unknown', of(branch('fork1', 'mail2', 'holds'), mail('mail1'), mail('mail2')))).toBe(
      'mail1',
    );
  });

  test('leads to the end where it names no step', () => {
    expect(next('fails', of(branch('fork1', null), mail('mail1')))).toBe('ends');
  });
});

test('a goal or a churned account ends the way before the next mail', () => {
  const definition = of(mail('mail1'));
  const move = (facts: Partial<KnownFacts>, more = definition) =>
    nextMove(more, begins(more, 0), 1, berlin, { ...nothing, ...facts });
  expect(move({ goal: 'holds' })).toEqual({ kind: 'ends', why: 'goal' });
  expect(move({ goal: 'unknown' })?.kind).toBe('does');
  expect(move({ churned: true })).toEqual({ kind: 'ends', why: 'churned' });
  expect(move({ churned: true }, { ...definition, onChurn: false })?.kind).toBe('does');
});

test('who stands at a step that is not there is left alone', () => {
  expect(
    nextMove(of(mail('mail1')), { stepId: 'gone1', isDone: false, since: 0 }, 1, berlin, nothing),
  ).toBeNull();
});

// ── Laws, whatever the sequence and whenever somebody looks ─────────────────────────────────────────────────────────────────

const steps = fc
  .array(
    fc.oneof(
      fc.constant('mail' as const),
      fc.constant('cta' as const),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: -8, max: -1 }),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((kinds) =>
    kinds.map((kind, n): Step => {
      if (kind === 'mail') return mail(`step${n}`);
      if (kind === 'cta') return cta(`step${n}`);
      if (kind > 0) return hours(`step${n}`, kind);
      return {
        id: `step${n}`,
        kind: 'wait',
        wait: { kind: 'calendar', days: -kind, minute: kind % 2 === 0 ? 540 : null },
      };
    }),
  );
const zones = fc.constantFrom(
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
);
const starts = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });

/** Somebody looks at these instants, whatever is due then; a mail is sent at once. @returns what was done, and when */
function looks(
  definition: SequenceDefinition,
  start: number,
  instants: readonly number[],
  clocks: ContactClocks,
) {
  let standing = begins(definition, start);
  let wakes: number | null = start;
  const done: { id: string; at: number }[] = [];
  for (const now of instants) {
    if (wakes === null || wakes > now) continue;
    const move: Move | null = nextMove(definition, standing, now, clocks, nothing);
    if (move === null || move.kind === 'ends') wakes = null;
    else if (move.kind === 'does') {
      done.push({ id: move.step.id, at: now });
      standing = { stepId: move.step.id, isDone: true, since: now };
      wakes = now;
    } else {
      expect(move.until).toBeGreaterThan(now);
      standing = { stepId: move.stepId, isDone: false, since: move.since };
      wakes = move.until;
    }
  }
  return { done, isOver: wakes === null };
}

test('every step is done once, in its order, however often and late somebody looks', () => {
  fc.assert(
    fc.property(
      steps,
      zones,
      starts,
      fc.array(fc.integer({ min: 0, max: 200 * 24 }), { maxLength: 60 }),
      (all, zone, start, offsets) => {
        const definition = sequenceDefinition({ steps: all, hours: { from: 540, until: 1020 } });
        const instants = offsets.map((hour) => start + hour * 3_600_000).sort((a, b) => a - b);
        // At the end somebody looks until it is over.
        const end = Array.from({ length: 4000 }, (_, n) => start + (200 * 24 + n * 3) * 3_600_000);
        const { done, isOver } = looks(definition, start, [...instants, ...end], {
          zones: [zone],
          weekdays,
          holidays: [],
        });
        expect(done.map(({ id }) => id)).toEqual(
          all.filter(({ kind }) => kind !== 'wait').map(({ id }) => id),
        );
        expect(isOver).toBe(true);
      },
    ),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 60) },
  );
});

test('between two steps lie at least the hours of the waits between them, also after ten days without a look', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      starts,
      fc.integer({ min: 0, max: 400 }),
      (waits, start, gap) => {
        const all = waits.flatMap((each, n) => [hours(`wait${n}`, each), mail(`mail${n}`)]);
        const instants = Array.from({ length: 3000 }, (_, n) => start + n * 3_600_000).filter(
          (instant) => instant < start + 5 * 3_600_000 || instant > start + gap * 3_600_000,
        );
        const { done } = looks(of(mail('mailx'), ...all), start, instants, {
          zones: ['UTC'],
          weekdays,
          holidays: [],
        });
        const apart = done.slice(1).map((each, n) => (each.at - (done[n]?.at ?? 0)) / 3_600_000);
        expect(apart.length).toBe(waits.length);
        for (const [n, each] of apart.entries()) expect(each).toBeGreaterThanOrEqual(waits[n] ?? 0);
      },
    ),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 60) },
  );
});

test('a dry run says what the looks do, when they come in time', () => {
  fc.assert(
    fc.property(steps, zones, starts, (all, zone, start) => {
      const definition = sequenceDefinition({ steps: all, hours: { from: 540, until: 1020 } });
      const clocks = { zones: [zone], weekdays, holidays: ['2026-12-25'] };
      const lines = dryRun(definition, start, clocks, nothing);
      const { done } = looks(
        definition,
        start,
        lines.map((line) => line.at),
        clocks,
      );
      const said = lines.flatMap(({ at: when, what }) =>
        what.kind === 'does' ? [{ id: what.step.id, at: when }] : [],
      );
      expect(done).toEqual(said);
      expect(lines.at(-1)?.what).toEqual({ kind: 'ends', why: 'finished' });
    }),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 60) },
  );
});
