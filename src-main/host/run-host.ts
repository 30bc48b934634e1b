import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { ToHost } from '../../src-preload/contract/wire/host-messages';
import { answerCall } from '../api/answer-call';
import type { ApiContext } from '../api/context';
import { createRateLimits } from '../api/rate-limits';
import { forgetErased, readErased } from '../lib/copies/erase-copy';
import { askForCompany } from '../lib/copies/other-companies';
import { clockAhead } from '../ports/clock';
import { createIds } from '../ports/ids';
import { rememberedHeads } from '../store/audit/remembered-heads';
import { readRole } from '../store/copy/membership';
import { keepBackups } from '../store/file/keep-backups';
import { openStore } from '../store/file/open';
import { thisMachine } from '../sync/push/sender';
import { keepNames } from '../work/finding/keep-names';
import { beginDuty } from '../work/running/begin-duty';
import { fillDaysJob } from '../work/scoring/scoring-kinds';
import { startMailRoom } from '../work/templates/mail-room';
import { createActionContext } from './action-context';
import { afterSync } from './after-sync';
import { createAuditVerifier } from './audit-verification';
import { createChannelControl } from './channels/channel-control';
import { checkSoon } from './check-soon';
import { createCompanyDoor } from './company-door';
import { createConnectionControl, placeOf } from './connection-control';
import { keepTelling } from './desk-notices';
import type { HostOptions } from './host-options';
import { forCompany } from './job-list';
import { keepTasksComing } from './keep-tasks-coming';
import { startLease } from './lease-control';
import { openSessions } from './mail/company-sessions';
import { createInboxAccount, inboxOf } from './mail/inbox-account';
import { type Incoming, startIncoming } from './mail/incoming';
import { createMailAccount } from './mail/mail-account';
import { createMailboxReader } from './mail/mailbox';
import { type Outgoing, sendingOf, startOutgoing } from './mail/outgoing';
import { createRuleTrials } from './rule-trials';
import { createShellQuestions } from './shell-questions';
import { startWork } from './start-work';
import { createSyncControl } from './sync-control';
import { askForErasure, whyErased } from './why-erased';

export interface Host {
  /** Where the pages to unsubscribe are; null: nowhere. */
  readonly publicAddress: string | null;
  /** What mails would go now. */
  planMails: Outgoing['plan'];
  receive(message: Exclude<ToHost, { type: 'start' }>): void;
  close(): Promise<void>;
}

/** Wires store, sync, jobs and the API together, and answers calls until it is closed. */
export async function runHost(options: HostOptions): Promise<Host> {
  const { start, post, log, clock = clockAhead(start.clockAhead ?? 0), checkBehind, restart } = options;
  const emit = (event: HostEvent) => post({ type: 'event', event });
  const file = start.storeFile;
  const key = Buffer.from(start.key, 'hex');
  const check = checkBehind === undefined ? 'before' : 'behind';
  const store = openStore({ file, key, now: () => clock.now(), log, check, onTimed: options.onTimed });
  const endCheck = store.isUnchecked && checkBehind ? checkSoon({ file, key }, checkBehind, log) : () => {};
  const endBackups = keepBackups(store, () => clock.now(), log);
  const questions = createShellQuestions((id, question) => post({ type: 'shell-question', id, question }));
  const jobs = startWork({
    store,
    clock,
    log,
    onJob(job) {
      emit({ type: 'job', job });
      // What these came to is decided, or written down, at the company.
      if (forCompany.has(job.kind) && job.state === 'succeeded') sync.pushSoon();
    },
    onChanged: ({ topics, organizationIds }) =>
      emit({
        type: 'invalidate',
        topics: [...topics],
        ...(organizationIds === 'all' ? {} : { accountIds: organizationIds.slice(0, 1000) }),
      }),
  });
  const names = keepNames(store.read);
  const notices = keepTelling({ store, clock, emit, isLocked: () => lease.lock() !== null });
  const takenBack = options.onTakenBack ?? (restart && askForErasure(file, restart));
  const sync = createSyncControl({
    store,
    clock,
    log,
    onStatus(status) {
      lease.look();
      emit({ type: 'sync', status });
    },
    onApplied: afterSync({ store, jobs, names, clock, emit, tell: notices.look }),
    runner: {
      ids: createIds(clock),
      sender: thisMachine(),
      onDuty: (duty) => {
        if (duty !== null) beginDuty(jobs, store);
      },
    },
    device: start.device,
    pace: options.pace,
    onLetIn({ login, at }) {
      lease.signedIn({ login, at, place: placeOf(connection.current()) });
      forgetErased(file);
    },
    onRevoked:
      takenBack &&
      ((found) => {
        const current = connection.current();
        const [login, place, lastSignIn] = [current?.login ?? '', placeOf(current), lease.lastSignIn()];
        const why = whyErased(found, { store, login, place, lastSignIn, now: clock.now() });
        if (why === null) return;
        log.info('access was taken back: the copy is erased with its key');
        takenBack(why);
      }),
    onAnotherCompany:
      restart &&
      (({ copyOf, found }) => {
        log.info({ copyOf, found }, 'another company: its own copy takes the place of this one');
        askForCompany(file, copyOf, found);
        restart();
      }),
  });
  const connection = createConnectionControl({
    url: start.companyUrl,
    isRemembered: start.companyUrlIsRemembered ?? false,
    keepsAddress: start.keepsCompanyUrl ?? false,
    keyKeptIn: start.keyKeptIn,
    connect: (url) => sync.connect(url),
    remember: (url) => questions.ask({ kind: 'remember-connection', url }),
    rest: (why) => sync.rest(why),
  });
  const auditVerifier = createAuditVerifier(() => rememberedHeads(store.read));
  const ruleTrials = createRuleTrials(store.read, {
    ...{ ids: createIds(clock), log },
    fillDays: () => jobs.enqueue(fillDaysJob, {}, fillDaysJob.priority),
  });
  const lease = startLease({
    store,
    key,
    now: () => clock.now(),
    ran: () => performance.now(),
    login: () => connection.current()?.login ?? null,
    onLock: (lock) => emit({ type: 'lock', lock }),
  });
  const mail = startMailRoom();
  const sending = sendingOf(options);
  let incoming: Incoming | null = null;
  const reading = inboxOf(options);
  const context: ApiContext = {
    store,
    jobs,
    names,
    mail,
    sync,
    connection,
    auditVerifier,
    ruleTrials,
    company: createCompanyDoor({ address: connection.present, breaker: sync.breaker, clock }),
    mailbox: createMailboxReader(start.mail?.mailbox ?? null),
    mailAccount: createMailAccount({
      ...sending,
      ask: questions.ask,
      sendBy: (by) => outgoing.sendBy({ smtp: by }),
    }),
    channels: createChannelControl({
      ...sending,
      ...{ clock, ask: questions.ask },
      sendBy: (by) => outgoing.sendBy(by),
    }),
    inboxAccount: createInboxAccount({ ...reading, ask: questions.ask, incoming: () => incoming }),
    lease,
    erased: () => readErased(file),
    clock,
    actions: createActionContext({
      store,
      clock,
      author: start.author,
      jobs,
      pushSoon: () => sync.pushSoon(),
    }),
    role: () => readRole(store.read),
    rateLimits: createRateLimits(),
    emit,
    askShell: questions.ask,
    log,
  };
  const endComing = keepTasksComing({
    store,
    actions: context.actions,
    emit,
    isLocked: () => lease.lock() !== null,
  });
  await connection.begin();
  const company = { address: connection.present, isLocked: () => lease.lock() !== null };
  const outgoing = await startOutgoing({ ...sending, ...company, store, mail, clock, log }).catch(
    async (error: unknown) => {
      await end(null);
      throw error;
    },
  );
  incoming = startIncoming({
    ...{ ...reading, store, open: openSessions({ ...company, onlyAt: null }), clock, log },
    lookEvery: options.inboxLook,
  });

  return {
    publicAddress: outgoing.publicAddress,
    planMails: outgoing.plan,
    receive(message) {
      switch (message.type) {
        case 'call':
          void answerCall(context, message.path, message.input).then((response) =>
            post({ type: 'answer', id: message.id, response }),
          );
          return;
        case 'shell-answer':
          questions.answered(message.id, message.answer);
          return;
        case 'resumed':
          jobs.sweep();
          outgoing.wake();
          incoming?.wake();
          lease.look();
          // Whatever goes wrong shows in the status.
          sync.syncNow().catch(() => undefined);
          return;
        case 'close':
          return;
      }
    },
    close: () => end(outgoing),
  };

  async function end(mails: Outgoing | null): Promise<void> {
    questions.end();
    // What it has in hand needs the threads that messages are made in.
    await Promise.all([mails?.stop(), incoming?.stop()]);
    mail.end();
    auditVerifier.cancel();
    ruleTrials.cancelAll();
    await sync.stop();
    await jobs.stop();
    names.end();
    notices.end();
    endComing();
    lease.end();
    endBackups();
    endCheck();
    store.close();
  }
}
