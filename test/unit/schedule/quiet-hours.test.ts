import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterQuiet } from '../../../src-main/engines/schedule/quiet-hours';
import { releaseAt } from '../../../src-main/engines/schedule/release';
import { zonesOfContact, zonesOfCountry } from '../../../src-main/engines/schedule/zone-of-contact';

const hours = (from: number, until: number) => ({ from: 60 * from, until: 60 * until });
const night = hours(19, 8);
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => instant && new Date(instant).toISOString().replace(':00.000Z', 'Z');

describe('quiet hours are local times', () => {
  test.each([
    ['2026-01-15T23:30Z', '2026-01-15T23:30Z'],
    ['2026-07-15T23:30Z', '2026-07-16T12:00Z'],
    // The first quiet minute, and the first after them.
    ['2026-07-15T23:00Z', '2026-07-16T12:00Z'],
    ['2026-07-15T22:59Z', '2026-07-15T22:59Z'],
    ['2026-07-16T12:00Z', '2026-07-16T12:00Z'],
    ['2026-07-16T11:59Z', '2026-07-16T12:00Z'],
  ])('in New York what is due at %s goes at %s', (due, goes) => {
    expect(iso(afterQuiet(at(due), night, ['America/New_York']))).toBe(goes);
  });

  test('whose end the clocks skip end with the gap, and which the clocks show again are quiet again', () => {
    expect(iso(afterQuiet(at('2026-03-08T05:00Z'), { from: 1320, until: 150 }, ['America/New_York']))).toBe(
      '2026-03-08T07:00Z',
    );
    // 01:30 of the first pass isn't quiet; 01:00 of the second is.
    const until130 = { from: 1320, until: 90 };
    expect(iso(afterQuiet(at('2026-11-01T05:15Z'), until130, ['America/New_York']))).toBe(
      '2026-11-01T05:30Z',
    );
    expect(iso(afterQuiet(at('2026-11-01T06:10Z'), until130, ['America/New_York']))).toBe(
      '2026-11-01T06:30Z',
    );
  });

  test('from and until the same minute are none', () => {
    expect(afterQuiet(at('2026-07-15T23:30Z'), hours(9, 9), ['Asia/Tokyo'])).toBe(at('2026-07-15T23:30Z'));
  });

  test('of the day are as good as those of the night', () => {
    expect(iso(afterQuiet(at('2026-07-15T10:30Z'), hours(12, 14), ['Europe/Berlin']))).toBe(
      '2026-07-15T12:00Z',
    );
  });

  test('of a whole country end when they have ended in every zone of it', () => {
    const zones = ['America/New_York', 'Pacific/Honolulu'];
    expect(iso(afterQuiet(at('2026-07-15T12:00Z'), night, zones))).toBe('2026-07-15T18:00Z');
  });

  test('that leave zones no common hour never end', () => {
    expect(afterQuiet(at('2026-07-15T12:00Z'), hours(12, 9), ['Asia/Tokyo', 'America/New_York'])).toBeNull();
  });

  test('hold for every minute of any zone', () => {
    const minute = (zone: string, instant: number) => {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
      const [hour = 0, past = 0] = format.format(instant).split(':').map(Number);
      return 60 * hour + past;
    };
    const isQuiet = (one: number, from: number, until: number) =>
      from <= until ? one >= from && one < until : one >= from || one < until;
    const minutes = fc.integer({ min: 0, max: 1439 });
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instant = fc.integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2027, 0) / 60_000 });
    fc.assert(
      fc.property(instant, minutes, minutes, zone, (start, from, until, name) => {
        const goes = afterQuiet(start * 60_000, { from, until }, [name]) ?? 0;
        expect(isQuiet(minute(name, goes), from, until)).toBe(false);
        if (goes > start * 60_000) expect(isQuiet(minute(name, goes - 60_000), from, until)).toBe(true);
        expect(goes).toBeGreaterThanOrEqual(start * 60_000);
        expect(goes - start * 60_000).toBeLessThanOrEqual(26 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what quiet hours held back', () => {
  test('goes within minutes of their end, each at a moment of its own', () => {
    const due = at('2026-07-15T23:30Z');
    const released = [0, 0.5, 0.999].map((random) =>
      iso(releaseAt(due, night, ['America/New_York'], random)),
    );
    expect(released).toEqual(['2026-07-16T12:00Z', '2026-07-16T12:05Z', '2026-07-16T12:09:59.400Z']);
  });

  test('never falls into the next quiet hours', () => {
    const almostAll = { from: 482, until: 480 };
    const goes = releaseAt(at('2026-07-15T23:30Z'), almostAll, ['UTC'], 0.99) ?? 0;
    expect(goes).toBeLessThan(at('2026-07-16T08:02Z'));
  });

  test('is what was quiet alone: the rest goes when it is due', () => {
    expect(releaseAt(at('2026-07-15T15:30Z'), night, ['America/New_York'], 0.9)).toBe(
      at('2026-07-15T15:30Z'),
    );
  });
});

describe('whose clocks a message keeps to', () => {
  const nowhere = { zone: null, country: null };
  test.each([
    [{ zone: 'Asia/Kolkata', country: 'US' }, nowhere, ['Asia/Kolkata'], 'contact'],
    [
      { zone: null, country: 'DE' },
      { zone: 'Asia/Tokyo', country: null },
      ['Europe/Berlin', 'Europe/Busingen'],
      'contact',
    ],
    [
      { zone: 'Mars/Olympus', country: 'XX' },
      { zone: 'Asia/Tokyo', country: null },
      ['Asia/Tokyo'],
      'account',
    ],
    [nowhere, { zone: null, country: 'JP' }, ['Asia/Tokyo'], 'account'],
    [nowhere, nowhere, ['Europe/Paris'], 'company'],
  ])('%j, %j: %j, of the %s', (contact, account, zones, of) => {
    const chosen = zonesOfContact(contact, account, 'Europe/Paris', zonesOfCountry);
    expect(chosen).toMatchObject({ zones, of });
    expect(chosen.words).toContain(of);
  });

  test('a country alone is said, with how many zones it has', () => {
    expect(zonesOfContact({ zone: null, country: 'DE' }, nowhere, 'UTC', zonesOfCountry).words).toBe(
      'Of the contact only the country is known (DE): allowed is what is allowed in all its 2 zones.',
    );
  });
});
