import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileConfig } from '../../../src-main/engines/health/compile-config';
import { type ContactFacts, contactRisk } from '../../../src-main/engines/health/contact-risk';
import { keyContactAtRisk } from '../../../src-main/engines/health/key-contacts';
import { createRawMeasures, setRaw } from '../../../src-main/engines/health/raw-measures';
import { createScores } from '../../../src-main/engines/health/score';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import { riskLevels } from '../../../src-preload/contract/domain';
import { type AccountStory, asOf, batchOf } from './batch';

const calm: ContactFacts = { band: 'healthy', silentDays: 1, useChange: 0, nps: 9, openSevere: 0 };

describe('the risk of a contact', () => {
  test('begins with the own score and rises a step for each sign', () => {
    expect(contactRisk(calm)).toEqual({ level: 'low', signs: [] });
    expect(contactRisk({ ...calm, band: 'poor' })).toEqual({ level: 'high', signs: [] });
    expect(contactRisk({ ...calm, silentDays: 27 })?.level).toBe('low');
    expect(contactRisk({ ...calm, silentDays: 28 })).toEqual({
      level: 'medium',
      signs: ['silent for 28 days'],
    });
    expect(contactRisk({ ...calm, useChange: -0.5 })?.signs).toEqual(['use of 28 days fell 50%']);
    expect(contactRisk({ ...calm, useChange: -0.49 })?.signs).toEqual([]);
    expect(contactRisk({ ...calm, nps: 6 })?.level).toBe('medium');
    expect(contactRisk({ ...calm, nps: 7 })?.level).toBe('low');
    expect(contactRisk({ ...calm, band: 'middle', nps: 3, openSevere: 2 })).toEqual({
      level: 'critical',
      signs: ['answered 3 points of 10 to the NPS question', 'has 2 severe tickets open'],
    });
  });

  test('counts silence once: who is silent uses nothing', () => {
    expect(contactRisk({ ...calm, silentDays: 40, useChange: -1 })?.signs).toEqual(['silent for 40 days']);
  });

  test('is not known of whom nothing is known', () => {
    const nothing = { band: null, silentDays: null, useChange: null, nps: null, openSevere: 0 };
    expect(contactRisk(nothing)).toBeNull();
    expect(contactRisk({ ...nothing, openSevere: 1 })?.level).toBe('medium');
  });

  test('never falls by bad news', () => {
    const facts = fc.record({
      band: fc.constantFrom('healthy' as const, 'middle' as const, 'poor' as const),
      silentDays: fc.option(fc.nat(100)),
      useChange: fc.option(fc.double({ min: -1, max: 2, noNaN: true })),
      nps: fc.option(fc.nat(10)),
      openSevere: fc.nat(3),
    });
    const place = (of: ContactFacts) => riskLevels.indexOf(contactRisk(of)?.level ?? 'low');
    fc.assert(
      fc.property(facts, (of) => {
        expect(place({ ...of, openSevere: of.openSevere + 1 })).toBeGreaterThanOrEqual(place(of));
        expect(place({ ...of, nps: 0 })).toBeGreaterThanOrEqual(place(of));
        expect(place({ ...of, silentDays: 100 })).toBeGreaterThanOrEqual(place(of));
      }),
    );
  });
});

describe('a champion or an admin at risk', () => {
  const config = compileConfig(1, starterConfig);
  function sign(story: AccountStory, silent: Readonly<Record<number, number>>) {
    const batch = batchOf(story);
    const count = batch.contacts.userId.length;
    const raws = createRawMeasures(count);
    const scores = createScores(count);
    batch.contacts.userId.forEach((id, row) => {
      setRaw(raws, 'days_since_activity', row, silent[id] ?? 0);
      setRaw(raws, 'nps', row, silent[id] === undefined ? 9 : 2);
    });
    return keyContactAtRisk(batch, 0, asOf, { config, raws, scores });
  }

  test('is a sign on the account, with who and why', () => {
    const contacts = [
      { userId: 1, champion: 'Maya Roy' },
      { userId: 2, isKey: true },
    ];
    expect(sign({ contacts }, { 1: 40 })).toMatchObject({
      id: 'key_contact_at_risk',
      severity: 'watch',
      text: 'The champion Maya Roy is at high risk: silent for 40 days, answered 2 points of 10 to the NPS question.',
    });
    expect(sign({ contacts }, { 2: 40 })?.text).toMatch(/^The admin Admin 2 is at high risk/);
    expect(sign({ contacts }, { 1: 40, 2: 50 })?.text).toMatch(/ So is 1 more\.$/);
    expect(sign({ contacts }, {})).toBeNull();
  });

  test('counts own tickets only, and nobody who left, is internal or a member', () => {
    const tickets = [{ opened: asOf - 3, severity: 2, user: 1 }] as const;
    const champion = { userId: 1, champion: 'Maya Roy' };
    expect(sign({ contacts: [champion], tickets }, { 1: 5 })?.text).toContain('has 1 severe ticket open');
    expect(sign({ contacts: [champion], tickets: [{ ...tickets[0], user: 9 }] }, { 1: 5 })).toBeNull();
    expect(sign({ contacts: [champion], tickets: [{ ...tickets[0], resolved: asOf }] }, { 1: 5 })).toBeNull();
    expect(sign({ contacts: [{ ...champion, deactivated: asOf - 1 }], tickets }, { 1: 40 })).toBeNull();
    expect(sign({ contacts: [{ ...champion, isInternal: true }], tickets }, { 1: 40 })).toBeNull();
    expect(sign({ contacts: [{ userId: 1 }], tickets }, { 1: 40 })).toBeNull();
  });
});
