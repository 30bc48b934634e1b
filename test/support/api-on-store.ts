import { pino } from 'pino';
import { answerCall } from '../../src-main/api/answer-call';
import type { ApiContext } from '../../src-main/api/context';
import { makeVapidKeys } from '../../src-main/delivery/channels/push/vapid';
import { createActionContext } from '../../src-main/host/action-context';
import { createAuditVerifier } from '../../src-main/host/audit-verification';
import { createCompanyDoor } from '../../src-main/host/company-door';
import { createRuleTrials } from '../../src-main/host/rule-trials';
import { startWork } from '../../src-main/host/start-work';
import { createIds } from '../../src-main/ports/ids';
import { readRole } from '../../src-main/store/copy/membership';
import type { Store } from '../../src-main/store/types';
import { statusWithoutCompany } from '../../src-main/sync/loop/sync-status';
import { createNameFinder } from '../../src-main/work/finding/name-finder';
import { fillDaysJob } from '../../src-main/work/scoring/scoring-kinds';
import { startMailRoom } from '../../src-main/work/templates/mail-room';
import type { CallResponse } from '../../src-preload/contract/wire/envelope';

/** Every procedure on a store that nothing else works on, with no allowance that runs out. */
export interface ApiOnStore {
  call(path: string, input?: unknown): Promise<CallResponse>;
  /** Does what jobs there are; those that are asked for afterwards wait for ever. */
  finishJobs(): Promise<void>;
}

/** @param savePath what a person chooses when asked for a file */
export function apiOnStore(store: Store, savePath: string): ApiOnStore {
  const clock = { now: Date.now };
  const log = pino({ level: 'silent' });
  const jobs = startWork({ store, clock, log, onJob: () => undefined, onChanged: () => undefined });
  const mail = startMailRoom();
  const context: ApiContext = {
    store,
    jobs,
    names: createNameFinder(store.read),
    mail,
    sync: {
      status: () => statusWithoutCompany(store),
      syncNow: () => Promise.resolve(),
      cancelLoad: () => undefined,
      resolveHold: () => undefined,
    },
    connection: {
      current: () => null,
      address: () => null,
      problem: () => null,
      asksProtection: () => false,
      chooseProtection: () => Promise.resolve(),
      keepsAddress: false,
      keyKeptIn: 'file',
      use: () => Promise.resolve(),
    },
    auditVerifier: createAuditVerifier(() => []),
    ruleTrials: createRuleTrials(store.read, {
      ...{ ids: createIds(clock), log },
      fillDays: () => jobs.enqueue(fillDaysJob, {}, fillDaysJob.priority),
    }),
    company: createCompanyDoor({ address: () => null, breaker: () => null, clock }),
    mailbox: null,
    mailAccount: {
      standing: () => ({ account: null, isGiven: false, isKept: false }),
      use: () => Promise.resolve(),
      test: () => Promise.resolve({ ok: false, words: 'nothing answers there' }),
    },
    channels: {
      standing: () => ({ sends: false, isGiven: false, isKept: false }),
      use: () => Promise.resolve(),
      makePushKeys: makeVapidKeys,
      test: () => Promise.resolve({ ok: false, words: 'nothing answers there' }),
    },
    inboxAccount: {
      standing: () => ({ inbox: null, isGiven: false, isKept: false }),
      lookNow: () => undefined,
      use: () => Promise.resolve(),
      test: () => Promise.resolve({ ok: false, words: 'nothing lies there' }),
    },
    clock,
    actions: createActionContext({ store, clock, author: 'somebody', jobs, pushSoon: () => undefined }),
    role: () => readRole(store.read),
    rateLimits: () => Promise.resolve(),
    emit: () => undefined,
    askShell: ({ kind }) => Promise.resolve(shellAnswers[kind] ?? savePath),
    log,
  };
  return {
    call: (path, input) => answerCall(context, path, input),
    async finishJobs() {
      mail.end();
      await jobs.runUntilIdle();
      await jobs.stop();
    },
  };
}

const habits = { showsTray: true, staysInTray: false, hasNoteKey: true, startsAtLogin: false };
export const oneProfile = { open: 'first', profiles: [{ id: 'first', name: null, address: null }] };
/** What a desktop answers that nothing happened to yet. */
export const shellAnswers: Partial<Record<string, unknown>> = {
  profiles: oneProfile,
  desktop: { habits, noteKey: 'Ctrl+Alt+N', isNoteKeyTaken: false },
};
