import { describe, expect, test } from 'vitest';
import { causeOf } from '../../../src-main/engines/today/cause';
import type { RiskIndicator } from '../../../src-preload/contract/domain';
import { account } from './today-account';

const sign = (id: RiskIndicator['id'], severity: RiskIndicator['severity'] = 'watch') =>
  ({ id, severity, sinceDay: '2026-11-01', text: id }) as unknown as RiskIndicator;

describe('why an account is on Today', () => {
  test.each([
    ['leaving', 'notice_given', 'score'],
    ['ended', 'subscriptions_ended', 'score'],
    ['urgent_ticket', 'urgent_ticket_open', 'score'],
    ['silent', 'all_users_idle', 'silence'],
  ] as const)('is the fact itself where it is among the signs: %s', (kind, id, otherwise) => {
    const fact = sign(id, 'serious');
    const others = [sign('owner_missing'), fact, sign('detractor_response')];
    expect(causeOf(account({ indicators: others }), kind)).toEqual({ kind: 'fact', fact });
    expect(causeOf(account({ indicators: [sign('owner_missing')] }), kind)).toEqual({ kind: otherwise });
  });

  test('of a level is what is serious before what fell, before what is to be watched, and else the score', () => {
    const [watched, serious] = [sign('owner_missing'), sign('champion_left', 'serious')];
    const of = (more: Parameters<typeof account>[0]) => causeOf(account(more), 'at_risk');
    expect(of({ indicators: [watched, serious], change28: -20 })).toEqual({ kind: 'fact', fact: serious });
    expect(of({ indicators: [watched], change28: -5 })).toEqual({ kind: 'drop' });
    expect(of({ indicators: [watched], change28: -4.9 })).toEqual({ kind: 'fact', fact: watched });
    expect(of({ indicators: [], change28: null })).toEqual({ kind: 'score' });
  });
});
