import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { readChampion } from '../../src-main/store/accounts/read-contacts';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { ensureStarterConfig } from '../../src-main/work/scoring/current-config';
import { standingScore } from '../../src-main/work/scoring/standing-score';
import { addOverride } from '../support/earlier-entries';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
  ensureStarterConfig(temporary.store, 0);
});
afterEach(() => temporary.remove());

describe('the score that stands', () => {
  function standing(id: number, day = today) {
    const { read } = temporary.store;
    return standingScore(read, readAccount(read, id, day).health, null);
  }

  it('is the computed one where nobody set another', () => {
    const id = addAccount(temporary.store, today, {
      summary: { score: 70, band: 'middle', confidence: 0.5 },
    });
    expect(standing(id)).toEqual({
      score: 70,
      band: 'middle',
      confidence: 0.5,
      byHand: false,
      computedBeside: null,
    });
  });

  it.each([
    [49.9, 'poor'],
    [50, 'middle'],
    [75, 'healthy'],
  ])('is the one set by hand, %d, in its own band, as long as it holds', (score, band) => {
    const id = addAccount(temporary.store, today, { summary: { score: 70, band: 'middle' } });
    writeTransaction(temporary.store, 'test', (tx) =>
      addOverride(tx, {
        overrideId: 'by hand',
        organizationId: id,
        score,
        reason: 'they told us',
        author: 'ada',
        createdAt: 1,
        untilDay: today,
      }),
    );
    expect(standing(id)).toMatchObject({ score, band, byHand: true, computedBeside: 70 });
    expect(standing(id, today + 1)).toMatchObject({ score: 70, byHand: false });
  });
});

describe('the champion to write to', () => {
  it('is the first by name who is still there and has an address', () => {
    const organizationId = addAccount(temporary.store, today);
    const contact = (userId: number, name: string, more: Partial<Parameters<typeof addContact>[1]>) =>
      addContact(temporary.store, { userId, organizationId, name, ...more });
    contact(1, 'Abe', { email: 'abe@a.test' });
    contact(2, 'Bea', { role: 'champion', email: 'bea@a.test', deactivatedAt: 5 });
    contact(3, 'Cid', { role: 'champion' });
    expect(readChampion(temporary.store.read, organizationId)).toBeNull();
    contact(4, 'Eve', { role: 'champion', email: 'eve@a.test' });
    contact(5, 'dan', { role: 'champion', email: 'dan@a.test' });
    expect(readChampion(temporary.store.read, organizationId)).toEqual({ name: 'dan', email: 'dan@a.test' });
  });
});
