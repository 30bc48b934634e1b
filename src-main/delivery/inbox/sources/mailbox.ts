/** A mail as it lies in a mailbox. */
export interface FoundMail {
  /** When it came in, milliseconds since 1970. */
  readonly at: number;
  /** Its bytes, the first of them. */
  readonly source: Uint8Array;
  /**
   * That it was looked at: it is not found again.
   * @param isAbout it was about a message, and is put away as the settings say; another stays as it is
   */
  handled(isAbout: boolean): Promise<void>;
}

export interface OpenMailbox {
  /** Those that were not handled yet, the earliest first. */
  mails(): AsyncGenerator<FoundMail>;
  /** Resolves when there may be others, at the latest after so many milliseconds, and where the signal says so. */
  changed(patience: number, signal: AbortSignal): Promise<void>;
  /** What waits for an answer fails with it. */
  close(): Promise<void>;
}

/** Where mails come in. */
export interface Mailbox {
  /** As a person knows it, without a password. */
  readonly name: string;
  readonly isOwn: boolean;
  /** @param signal breaks it off @throws MailboxTrouble in words */
  open(signal?: AbortSignal): Promise<OpenMailbox>;
}

/** Why a mailbox can’t be read, in words for who set it up. */
export class MailboxTrouble extends Error {
  /** A login that is refused again and again is locked by its server: it is not tried again soon. */
  readonly isRefused: boolean;
  constructor(words: string, isRefused: boolean, options?: ErrorOptions) {
    super(words, options);
    this.isRefused = isRefused;
  }
}

/** Of a mail so many bytes are looked at: attachments come last, and say nothing that is needed. Of somebody's own mailbox fewer. */
export const mostBytes = 1_000_000;
export const mostOwnBytes = 100_000;

/** Resolves after so many milliseconds, or at once where the signal says so. */
export function pauseUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
