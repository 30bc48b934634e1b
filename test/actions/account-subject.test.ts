import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markDone } from '../../src-main/actions/desk/today';
import { saveView } from '../../src-main/actions/desk/views';
import { setOverride, withdrawOverride } from '../../src-main/actions/scores/override';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { instantOfDay } from '../../src-main/lib/day';
import { writeCompanyId } from '../../src-main/store/copy/company-id';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { decisionsOn } from '../support/action-context';
import { countedIds } from '../support/counted-ids';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = instantOfDay(today);
const acme = '11111111-1111-4111-8111-111111111111';

let temporary: TemporaryStore;
let ids: ReturnType<typeof countedIds>;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  ids = countedIds();
  addAccount(temporary.store, today, { organization: { organizationId: 12, externalId: 'bolt' } });
  writeTransaction(temporary.store, 'test company', (tx) => writeCompanyId(tx, acme));
});
afterEach(() => temporary.remove());

const decisions = () => decisionsOn(temporary.store, now, { ids });
const rows = (table: string) =>
  temporary.store.read.prepared<[], Record<string, unknown>>(`select * from ${table}`).all();

const bolt = { organizationId: 12, externalId: 'bolt' };
/** The account that the number meant before the company's database was restored. */
const before = { organizationId: 12, externalId: 'acorn' };
const pulse = { points: 5, reason: 'They are unhappy' };
const override = { score: 20, reason: 'The buyer told us', untilDay: today + 5 };
const subject = { company_id: acme, organization_id: 12, organization_external_id: 'bolt' };

describe('what is written about an account', () => {
  it('names the company and the company’s own id of the account beside its number', () => {
    setPulse(decisions(), { account: { organizationId: 12 }, ...pulse });
    setOverride(decisions(), { account: bolt, ...override });
    markDone(decisions(), '12:renewal', stuckByAccount);
    expect(rows('pulses')).toMatchObject([subject]);
    expect(rows('score_overrides')).toMatchObject([subject]);
    expect(rows('today_dispositions')).toMatchObject([{ ...subject, kind: 'renewal' }]);
  });

  it('names no company where the company’s database doesn’t say which it is', () => {
    temporary.store.db.client.exec('delete from settings');
    setPulse(decisions(), { account: bolt, ...pulse });
    expect(rows('pulses')).toMatchObject([{ ...subject, company_id: null }]);
  });

  it('has a key of its own, also where a later word of the same day takes its place', () => {
    const key = (number: number) => `019a0000-0000-7000-8000-00000000000${number}`;
    setPulse(decisions(), { account: bolt, ...pulse });
    setOverride(decisions(), { account: bolt, ...override });
    markDone(decisions(), '12:renewal', stuckByAccount);
    saveView(decisions(), { name: 'Mine', filter: {}, sort: { key: 'arr', descending: true }, columns: [] });
    markDone(decisions(), '12:renewal', stuckByAccount);
    expect(rows('pulses')).toMatchObject([{ pulse_id: key(1) }]);
    expect(rows('score_overrides')).toMatchObject([{ override_id: key(2) }]);
    expect(rows('today_dispositions')).toMatchObject([
      { disposition_id: key(3) },
      { disposition_id: key(5) },
    ]);
    expect(rows('saved_views')).toMatchObject([{ view_id: key(4) }]);
  });

  it('is refused when the number means another account by now', () => {
    setOverride(decisions(), { account: bolt, ...override });
    const written = rows('score_overrides');
    for (const write of [
      () => setPulse(decisions(), { account: before, ...pulse }),
      () => setOverride(decisions(), { account: before, ...override }),
      () => withdrawOverride(decisions(), before),
    ]) {
      expect(write).toThrow(/means another account now/);
    }
    expect(rows('pulses')).toEqual([]);
    expect(rows('score_overrides')).toEqual(written);
    withdrawOverride(decisions(), bolt);
  });

  it('is refused when the account is not there', () => {
    expect(() => markDone(decisions(), '99:renewal', stuckByAccount)).toThrow(/not in your copy/);
    expect(() => withdrawOverride(decisions(), { organizationId: 99 })).toThrow(/not in your copy/);
    expect(rows('today_dispositions')).toEqual([]);
  });

  it('bears the desktop’s user until the company knows a login, and the login from then on', () => {
    setPulse(decisions(), { account: bolt, ...pulse });
    writeTransaction(temporary.store, 'test login', (tx) => writeSyncState(tx, { login: 'ann_abel' }));
    setPulse(decisions(), { account: bolt, ...pulse });
    setOverride(decisions(), { account: bolt, ...override });
    expect(rows('pulses').map(({ author }) => author)).toEqual(['Ann', 'ann_abel']);
    expect(rows('score_overrides')).toMatchObject([{ author: 'ann_abel' }]);
  });
});
