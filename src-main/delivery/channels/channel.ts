import type { MessageChannel } from '../../../src-preload/contract/channels';
import type { FailureClass } from '../mail/failure-class';
import type { ClaimedMessage } from '../sending-door';

/** What a message says. */
export interface Said {
  readonly subject: string;
  readonly text: string;
  /** Null: as text alone. */
  readonly html: string | null;
  readonly unsubscribeUrl: string | null;
}

/** How it ended to take a message there. */
export type Carried =
  | {
      readonly outcome: 'sent';
      readonly reply: string;
      /** It never left the company's database, which would forget it with everything else. */
      readonly isWithin?: true;
    }
  /** Its last byte was not to be handed over, and wasn't. */
  | { readonly outcome: 'withheld' }
  | {
      readonly outcome: 'failed';
      readonly failure: FailureClass;
      readonly reply: string;
      /** Seconds after which the server wants to be asked again; absent: it said nothing of it. */
      readonly retryAfter?: number;
      /** It says more of the server than of the message: of several in a row it is left in peace. */
      readonly isTrouble: boolean;
    };

export interface Way {
  /** Asked once everything but the last byte is with the server: whether that may go. */
  readonly mayEnd: () => Promise<boolean>;
  /**
   * For what the company's database itself hands on: writes it down there and that it is sent, in one transaction.
   * @returns whether it did; where not, why has been written down
   * @throws where nobody answered: then it was not, or is found to be sent
   */
  readonly show: (title: string, text: string) => Promise<boolean>;
  /** A browser is subscribed no more. @returns whether that is noted */
  readonly forget: (endpoint: string) => Promise<boolean>;
  /** Breaks it off where it stands. */
  readonly signal: AbortSignal;
}

/** A message in the form in which it goes, or why it can't. */
export type Packed =
  | { readonly carry: (way: Way) => Promise<Carried> }
  | { readonly failure: FailureClass; readonly words: string };

/** One provider by which messages leave. Whatever it is, each goes once: claimed, let go at its last byte, then sent or unknown. */
export interface Channel {
  readonly name: MessageChannel;
  /** What is asked, as a sentence begins with it: `The mail server`. */
  readonly server: string;
  /** Gives a message its form and checks it; nothing of it is sent. */
  pack(message: ClaimedMessage, said: Said): Promise<Packed>;
  /** Ends lines that no message is on. */
  rest(): void;
}
