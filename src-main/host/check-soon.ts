import type { Logger } from 'pino';
import { isSoundBehind } from '../store/file/check-behind';
import type { ConnectionOptions } from '../store/file/connection';

export interface StoreCheck {
  /** Built file of store/file/check-thread. */
  readonly thread: string;
  /** The copy is damaged: the host has to start again, which mends it. */
  readonly onDamaged: () => void;
}

/** The first screen comes first. */
const checkAfter = 5_000;

/** @returns ends it, unless it is under way */
export function checkSoon(
  copy: ConnectionOptions,
  { thread, onDamaged }: StoreCheck,
  log: Logger,
): () => void {
  const timer = setTimeout(() => {
    isSoundBehind(thread, copy).then(
      (isSound) => {
        if (isSound) return;
        log.error('the local copy is damaged; starting again to mend it');
        onDamaged();
      },
      (error: unknown) => log.error({ err: error }, 'the local copy could not be looked through'),
    );
  }, checkAfter);
  timer.unref();
  return () => clearTimeout(timer);
}
