import { describe, expect, test } from 'vitest';
import { allColumns } from '../../../src-main/engines/risk/churn/churn-rows';
import { heldIn, saidAgainst } from '../../../src-main/engines/risk/churn/held-columns';
import { knownSignOf } from '../../../src-main/engines/risk/features/known-signs';
import type { LogitModel } from '../../../src-main/engines/risk/model/logit-model';

const names = new Map<number, string>([[7, 'Export']]);

function logitOf(coefficients: Readonly<Record<string, number>>): LogitModel {
  const terms = Object.keys(coefficients).map(
    (source) => ({ kind: 'number', source, centre: 0, spread: 1 }) as const,
  );
  return {
    kind: 'logit',
    encoder: { terms },
    intercept: 0,
    coefficients: Object.values(coefficients),
    means: [],
  };
}

describe('what is held at 0', () => {
  test('is so in every logit that reads it, and counts by its strongest pull, the strongest first', () => {
    const held = heldIn([
      {
        model: logitOf({ log_tickets: 0, payment_failures: 0, nps: 0 }),
        held: [
          { column: 'log_tickets', pull: 1.5 },
          { column: 'payment_failures', pull: 2 },
          { column: 'nps', pull: 4 },
        ],
      },
      {
        model: logitOf({ log_tickets: 0, payment_failures: 0.1 }),
        held: [{ column: 'log_tickets', pull: 3 }],
      },
    ]);
    expect(held).toEqual([
      { column: 'nps', pull: 4 },
      { column: 'log_tickets', pull: 3 },
    ]);
  });
});

describe('the card', () => {
  test('says which way the data went, and which way nothing goes', () => {
    const held = [
      { column: 'urgent_open', pull: 2 },
      { column: 'rate28:7', pull: 1.5 },
      { column: 'log_tickets', pull: 1 },
    ];
    expect(saidAgainst(held, names)).toEqual([
      'In your data these accounts left no more often than others, or less: those with an urgent ticket open; that opened more tickets. The model takes no notice of that: bad news never lowers a chance.',
      'In your data these accounts left no less often than others, or more: those that used “Export” more (28 days). The model takes no notice of that: good news never raises a chance.',
    ]);
  });

  test('keeps silent about what is no more than chance', () => {
    expect(saidAgainst([{ column: 'urgent_open', pull: 0.99 }], names)).toEqual([]);
    expect(saidAgainst([], names)).toEqual([]);
  });

  test('names five at most', () => {
    const columns = ['log_events_28', 'breadth', 'nps', 'pulse', 'seat_use', 'log_active_users'];
    const [line = ''] = saidAgainst(
      columns.map((column) => ({ column, pull: 2 })),
      names,
    );
    expect(line.match(/ (that|with|whose) /g)).toHaveLength(5);
    expect(line).not.toContain('active users');
  });

  test('has words a person would use for every column with a sign', () => {
    for (const column of allColumns([7]).filter((each) => knownSignOf(each) !== undefined)) {
      const [line = ''] = saidAgainst([{ column, pull: 2 }], names);
      expect(line).toMatch(/: those (that|with|whose) [^_]+\. The model/);
    }
  });
});
