import { describe, expect, test } from 'vitest';
import { type StepNames, saySequence, sayStep } from '../../../src-main/engines/sequences/say-sequence';
import { stepFindings } from '../../../src-main/lib/sequences/step-findings';
import type { Step, Wait } from '../../../src-preload/contract/sequences/definition';
import { cta, hours, mail, sequenceDefinition } from '../../support/sequences/entries';

const names: StepNames = {
  template: (id) => (id === 'known' ? 'Welcome' : null),
  conditions: (id) => (id === 'fork1' ? 'health score is below 50' : null),
  fact: (name) => (name === 'account.renewal_on' ? 'Renewal date' : null),
};
const places = new Map([
  ['fork1', 1],
  ['mail2', 3],
]);
const said = (step: Step) => sayStep(step, names, places);
const waiting = (wait: Wait) => said({ id: 'wait1', kind: 'wait', wait });

describe('a step in words', () => {
  test.each([
    [{ kind: 'elapsed', hours: 1 }, 'Wait 1 hour, to the minute.'],
    [
      { kind: 'calendar', days: 2, minute: null },
      'Wait until 2 days later on the calendar, at the same time of day.',
    ],
    [{ kind: 'calendar', days: 1, minute: 545 }, 'Wait until 1 day later on the calendar, at 09:05.'],
    [{ kind: 'working', days: 1, minute: 540 }, 'Wait until the next working day at 09:00.'],
    [{ kind: 'working', days: 3, minute: 540 }, 'Wait until the working day 3 later at 09:00.'],
    [
      { kind: 'date', fact: 'account.renewal_on', days: -30, minute: 540 },
      'Wait until 30 days before Renewal date, at 09:00.',
    ],
    [{ kind: 'date', fact: 'account.renewal_on', days: 0, minute: 0 }, 'Wait until Renewal date, at 00:00.'],
  ] as const)('tells hours that go by from days of a calendar: %o', (wait, words) => {
    expect(waiting(wait)).toBe(words);
  });

  test('says what a mail is, and what is missing of it', () => {
    expect(said(mail('mail1', { threads: false }))).toBe('Send the mail “Hello mail1”.');
    expect(said(mail('mail1', { templateId: 'known' }))).toBe('Send “Welcome”, beneath the mail before it.');
    expect(said(mail('mail1', { templateId: 'gone' }))).toMatch(/a template that is gone/);
    expect(said(mail('mail1', { subject: ' ' }))).toBe('Send a mail that is not written yet.');
  });

  test('says all three ways of a branch', () => {
    const fork: Step = {
      id: 'fork1',
      kind: 'branch',
      conditions: { combinator: 'and', rules: [] },
      otherwise: 'mail2',
      unknown: 'fails',
    };
    expect(said(fork)).toBe(
      'If health score is below 50, go on with the next step; if not, go on with step 3; if that is not known, go on with step 3.',
    );
    expect(said({ ...fork, otherwise: null, unknown: 'holds' })).toMatch(
      /if not, end; if that is not known, go on with the next step\.$/,
    );
  });
});

test('a sequence says when it ends early, and who comes in again', () => {
  const words = saySequence(
    sequenceDefinition({
      hours: { from: 540, until: 1020 },
      reentry: { kind: 'after', days: 90 },
      onReply: false,
    }),
    'open tickets are at least 1',
  );
  expect(words).toBe(
    '3 steps, 2 mails among them. On working days from 09:00 to 17:00. Ends early as soon as open tickets are at least 1, when the account churns or when they unsubscribe or leave. Who was inside may come in again 90 days after it was over.',
  );
});

describe('what is missing of steps', () => {
  const offered = { templates: new Map([['old', { name: 'Old', isArchived: true }]]), facts: new Map() };
  const found = (...steps: Step[]) =>
    stepFindings(sequenceDefinition({ steps }), offered).map(
      ({ path, part, severity }) => `${path.join('.')} ${part} ${severity}`,
    );

  test('is told beside the step', () => {
    expect(found()).toEqual([' steps error']);
    expect(found(mail('mail1', { text: '' }), cta('call1', ' '))).toEqual([
      '0 templateId error',
      '1 title error',
    ]);
    expect(found(mail('mail1', { templateId: 'old' }))).toEqual(['0 templateId error']);
    expect(
      found({ id: 'wait1', kind: 'wait', wait: { kind: 'date', fact: 'nothing', days: 0, minute: 0 } }),
    ).toEqual(['0 fact error']);
  });

  test('is a way back, and none where a branch leads on', () => {
    const fork = (otherwise: string | null): Step => ({
      ...{
        id: 'fork1',
        kind: 'branch',
        conditions: { combinator: 'and', rules: [] },
        unknown: 'fails' as const,
      },
      otherwise,
    });
    expect(found(mail('mail1'), fork('mail1'))).toEqual(['1 otherwise error']);
    expect(found(fork('mail1'), hours('wait1', 1), mail('mail1'))).toEqual([]);
    expect(found(fork(null))).toEqual([]);
  });

  test('is remarked where one mail follows another at once', () => {
    expect(found(mail('mail1'), mail('mail2'))).toEqual(['1 kind remark']);
  });
});
