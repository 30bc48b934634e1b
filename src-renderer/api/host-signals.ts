import type { Lock } from '../../src-preload/contract/sign-in';
import type { SyncStatus } from '../../src-preload/contract/sync';
import type { ShellEvent } from '../../src-preload/contract/wire/events';
import { makeSignal } from './signal';

type HostNews = Pick<Extract<ShellEvent, { type: 'host' }>, 'state' | 'message'>;

/** Whether the host process is there. It is thought ready until the main process says otherwise. */
export const hostState = makeSignal<HostNews>({ state: 'ready', message: null });

/** How the local copy stands; undefined until the host has said so once. */
export const syncStatus = makeSignal<SyncStatus | undefined>(undefined);

/** Why the copy doesn't open now; null where it does, or nobody has said yet. */
export const copyLock = makeSignal<Lock | null>(null);
