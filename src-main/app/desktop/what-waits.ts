import { type WhatWaits, whatWaitsSchema } from '../../../src-preload/contract/desktop';
import type { CallResponse } from '../../../src-preload/contract/wire/envelope';
import type { HostEvent } from '../../../src-preload/contract/wire/events';

/** Changes come in rows: one look serves all of them. */
const restsFor = 2_000;
/** A day that begins, and what is due by it, changes nothing that is told. */
const looksAgain = 5 * 60_000;

export interface WaitingWatch {
  /** What the host told its windows. */
  heard(event: HostEvent): void;
  end(): void;
}

/**
 * Keeps what waits current for whoever shows it.
 * @param onChange null: there is no copy, or it is locked
 */
export function watchWhatWaits(
  call: (path: string, input: unknown) => Promise<CallResponse>,
  onChange: (waits: WhatWaits | null) => void,
): WaitingWatch {
  let timer = setTimeout(look, restsFor);
  let before = '';
  let hasEnded = false;

  function look(): void {
    lookIn(looksAgain);
    ask(call).then(take, () => take(null));
  }

  function lookIn(milliseconds: number): void {
    clearTimeout(timer);
    if (!hasEnded) timer = setTimeout(look, milliseconds);
  }

  function take(waits: WhatWaits | null): void {
    const now = JSON.stringify(waits);
    if (hasEnded || now === before) return;
    before = now;
    onChange(waits);
  }

  return {
    heard(event) {
      if (isNews(event)) lookIn(restsFor);
    },
    end() {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}

function isNews(event: HostEvent): boolean {
  if (event.type === 'lock') return true;
  return event.type === 'invalidate' && event.topics.some((topic) => telling.includes(topic));
}

const telling: readonly string[] = ['today', 'ctas', 'tasks', 'interventions'];

async function ask(call: (path: string, input: unknown) => Promise<CallResponse>): Promise<WhatWaits | null> {
  const response = await call('desktop.waits', undefined);
  return response.ok ? whatWaitsSchema.parse(response.data) : null;
}
