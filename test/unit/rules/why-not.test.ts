import { expect, test } from 'vitest';
import { parseDay } from '../../../src-main/lib/day';
import type { SaidWhyNot } from '../../../src-main/lib/rules/said-why-not';
import { type NotJudged, type Stands, whyNotWords } from '../../../src-main/work/triggers/why-not-words';
import { ruleDefinition } from '../../support/rules/entries';

const today = parseDay('2026-11-29');
const rule = ruleDefinition({
  clearDays: 2,
  coolDownDays: 28,
  actions: [{ kind: 'email', templateId: null, to: 'champion', minutes: 5 }],
});
const holds: Stands = { verdict: 'holds', reasons: [] };

/** A rule that fired for the account, and has a mail for the contact. */
const fired: SaidWhyNot = {
  stopped: null,
  judged: true,
  state: 'fired',
  is_met: true,
  waits_for: null,
  clear_days: 0,
  fired_on: '2026-11-20',
  firing: { fired_on: '2026-11-20', held_by: null, held_out: false },
  held_out: false,
  mailed: true,
  message: null,
  verdict: null,
};

const said = (more: Partial<SaidWhyNot> = {}, stands: Stands | NotJudged = holds) => {
  const { words, message, until, untilDay } = whyNotWords(rule, stands, { ...fired, ...more }, today);
  return [words ?? message, until ?? untilDay];
};

test.each<[string, Partial<SaidWhyNot>, string, string | null]>([
  ['everything is stopped', { stopped: 'everything' }, 'All sending is stopped.', null],
  ['the rule is stopped', { stopped: 'rule' }, 'The rule is stopped.', null],
  [
    'the contact is not whom it writes to',
    { mailed: false },
    'Its mails are for its champions: this contact is none of them.',
    null,
  ],
  [
    'the rule has not looked yet',
    { judged: false },
    'The account matches, and the rule has not looked at it yet.',
    null,
  ],
  [
    'the day is used up',
    { waits_for: 'day_limit' },
    'As many accounts fired as it may on a day.',
    '2026-11-30',
  ],
  [
    'who matched from the start is no news',
    { is_met: false, firing: null, fired_on: null },
    'The account matched already when the rule first looked at it: that is no news. It is after 2 days in a row without a match.',
    null,
  ],
  [
    'it fired not long ago',
    { firing: { fired_on: '2026-11-28', held_by: 'cool_down', held_out: false } },
    'It fired for the account on Nov 20, 2026 already.',
    '2026-12-18',
  ],
  [
    'the account is held out',
    { held_out: true },
    'The account is held out: it gets no mails of this rule, so that their effect can be told.',
    null,
  ],
  [
    'it came to the contact later',
    {},
    'It fired for the account on Nov 20, 2026, before it could write to this contact.',
    null,
  ],
])('why a rule wrote nothing: %s', (_case, more, words, until) => {
  expect(said(more)).toEqual([words, until]);
});

test('conditions that fail, or are not known, are told with their values, and those that hold are not', () => {
  const reasons = [
    { text: 'Risk level (“high”) is “high”.', verdict: 'holds' as const },
    { text: 'Health score (76.0) is not below 50.0.', verdict: 'fails' as const },
    { text: 'Open tickets are not known: no ticket data.', verdict: 'unknown' as const },
  ];
  expect(said({}, { verdict: 'fails', reasons })[0]).toBe('Health score (76.0) is not below 50.0.');
  expect(said({}, { verdict: 'unknown', reasons })[0]).toBe('Open tickets are not known: no ticket data.');
  expect(said({}, 'no-customer')[0]).toContain('no customer now');
  expect(said({}, { problem: 'A newer Steward wrote this rule.' })[0]).toBe(
    'The rule can’t be judged. A newer Steward wrote this rule.',
  );
});

test('a message that is under way or went is told by how it stands, whatever else speaks against it', () => {
  const until = Date.UTC(2026, 10, 30);
  const message = { stage: 'waiting', reason: 'cap', at: 0, until };
  expect(said({ message, stopped: 'rule' })).toEqual([{ stage: 'waiting', reason: 'cap' }, until]);
  const taken = { stage: 'superseded', reason: 'rule_changed', at: 0, until: null };
  expect(said({ message: taken }, { verdict: 'fails', reasons: [] })[0]).toBe('The account doesn’t match.');
  expect(said({ message: taken })[0]).toEqual({ stage: 'superseded', reason: 'rule_changed' });
});

test('what the company would say of a mail now is told with its next slot', () => {
  const until = Date.UTC(2026, 11, 1, 8);
  const verdict = { stage: 'waiting', reason: 'quiet', until };
  expect(said({ verdict })).toEqual([{ stage: 'waiting', reason: 'quiet' }, until]);
});
