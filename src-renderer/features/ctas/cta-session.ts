import { makeSignal } from '../../api/signal';

/** Which one was looked at, until the window is closed: whoever comes back finds it there. */
export const currentCta = makeSignal<string | null>(null);
