import type { TodayAccount } from '../../../src-main/engines/today/today-facts';

/** Epoch day on which these stories are told. */
export const today = 20_000;

/** An account that needs nobody, but for what is said of it. */
export function account(changes: Partial<TodayAccount> = {}): TodayAccount {
  return {
    id: 1,
    name: 'Harbour & Sons',
    arr: 120_000,
    users: 12,
    events: 900,
    createdDay: today - 400,
    standing: 'customer',
    lifeDay: null,
    score: 82,
    band: 'healthy',
    tooLittle: null,
    change28: 1,
    risk: 'low',
    riskSince: null,
    indicators: [],
    chance: null,
    pulse: null,
    renewsOn: today + 200,
    asOf: today,
    lastActivityDay: today - 1,
    ctas: null,
    replies: null,
    approvals: null,
    unsettled: null,
    stuck: null,
    celebrations: null,
    setBacks: null,
    mentions: null,
    ...changes,
  };
}
