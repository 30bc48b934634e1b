import { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpSettings } from './smtp-settings';

/** How an attempt ended. */
export interface Attempt {
  /** sent: the server took it. withheld: the last byte was not to be handed over, and wasn't. failed: an error says how. */
  readonly outcome: 'sent' | 'withheld' | 'failed';
  /** Whether the last byte was handed over: from then on the server may have taken it, whatever is heard. */
  readonly isHandedOver: boolean;
  /** What the server said last; the error's words where it said nothing. */
  readonly reply: string;
  /** Of the server's reply that ended it; null: nothing was said. */
  readonly code: number | null;
  /** What was asked when it ended: CONN, EHLO, AUTH …, MAIL FROM, RCPT TO, DATA; or TLS, UTF8. */
  readonly command: string;
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

export interface SmtpPatience {
  /** Milliseconds for a connection and each answer before the last byte. */
  readonly answer: number;
  /** Milliseconds for the answer to the last byte. */
  readonly dot: number;
}

/** RFC 5321 4.5.3.2 asks for five minutes an answer and ten for the last; a runner with others in hand is less patient before. */
export const usualPatience: SmtpPatience = { answer: 60_000, dot: 600_000 };

export interface Sending {
  readonly settings: SmtpSettings;
  readonly envelope: Envelope;
  readonly message: Buffer;
  readonly patience: SmtpPatience;
  /** Asked once everything but the last byte is with the server: whether that may go. */
  readonly mayEnd: () => Promise<boolean>;
  /** Breaks it off where it stands. */
  readonly signal: AbortSignal;
}

/**
 * Sends one message over a connection of its own: no pool, which would send again by itself. Never rejects.
 */
export async function sendOverSmtp(sending: Sending): Promise<Attempt> {
  const { settings, envelope, message, patience, signal } = sending;
  let isHandedOver = false;
  let isWithheld = false;
  const connection = connectionOf(settings, patience);
  let fail: (error: unknown) => void = () => undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // Whoever waits for it hears it; where nobody does any more, it is no news.
  lost.catch(() => undefined);
  connection.on('error', (error: unknown) => fail(error));
  connection.on('end', () => fail(ended('the connection ended', 'CONN')));
  const onAbort = () => fail(ended('it was broken off', 'CONN'));
  signal.addEventListener('abort', onAbort);
  let impatience: NodeJS.Timeout | undefined;
  const within = async <T>(command: string, milliseconds: number, task: Promise<T>): Promise<T> => {
    impatience = setTimeout(
      () => fail(ended(`no answer within ${milliseconds / 1000} s`, command)),
      milliseconds,
    );
    try {
      return await Promise.race([task, lost]);
    } finally {
      clearTimeout(impatience);
    }
  };

  async function* withLastByteHeld() {
    yield message;
    const may = await sending.mayEnd().catch(() => false);
    // Meanwhile the server may have refused it, or somebody broke it off.
    if (may && !signal.aborted && !connection.destroyed) {
      isHandedOver = true;
      clearTimeout(impatience);
      impatience = setTimeout(() => fail(ended('no answer to the whole message', 'DATA')), patience.dot);
      return;
    }
    isWithheld = !may;
    connection.close();
    fail(ended('the last byte was withheld', 'DATA'));
    throw new Error('withheld');
  }

  try {
    if (signal.aborted) throw ended('it was broken off', 'CONN');
    await within(
      'CONN',
      2 * patience.answer,
      called((done) => connection.connect(done)),
    );
    if (needsUtf8(envelope) && !/^250[- ]SMTPUTF8\b/im.test(String(connection.lastServerResponse)))
      throw ended(
        'this mail server can’t reach this address: it doesn’t take letters beyond ASCII in one',
        'UTF8',
      );
    const { login } = settings;
    if (login !== null)
      await within(
        'AUTH',
        patience.answer,
        called((done) => connection.login({ credentials: { user: login.user, pass: login.password } }, done)),
      );
    const info = await within(
      'DATA',
      4 * patience.answer,
      called<{ response: string }>((done) =>
        connection.send({ ...envelope, size: message.length }, Readable.from(withLastByteHeld()), done),
      ),
    );
    if (!isHandedOver) throw ended('the server answered before it had the whole message', 'DATA');
    return { outcome: 'sent', isHandedOver, reply: info.response, code: 250, command: 'DATA' };
  } catch (error) {
    return { outcome: isWithheld ? 'withheld' : 'failed', isHandedOver, ...toldBy(error) };
  } finally {
    clearTimeout(impatience);
    signal.removeEventListener('abort', onAbort);
    connection.close();
  }
}

/** A connection of its own, not yet open. */
export function connectionOf(
  { host, port, security, ca }: SmtpSettings,
  { answer, dot }: SmtpPatience,
): SMTPConnection {
  return new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
    },
    connectionTimeout: answer,
    greetingTimeout: answer,
    dnsTimeout: answer,
    socketTimeout: dot,
    // Gone means gone: a socket that is closed politely might still hand over what it holds.
    socketCloseTimeout: 0,
    logger: false,
  });
}

function needsUtf8({ from, to }: Envelope): boolean {
  return /[^\p{ASCII}]/u.test(from + to);
}

interface Ended extends Error {
  command: string;
}

function ended(words: string, command: string): Ended {
  return Object.assign(new Error(words), { command });
}

function called<T = unknown>(
  ask: (done: (error: Error | null | undefined, info?: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, info) => (error ? reject(error) : resolve(info as T)));
  });
}

function toldBy(error: unknown): Pick<Attempt, 'reply' | 'code' | 'command'> {
  const { response, responseCode, command, code, message } = Object(error) as Record<string, unknown>;
  const isTls = code === 'ETLS' || /certificate|TLS|SSL/i.test(String(message));
  return {
    reply: typeof response === 'string' ? response : String(message),
    code: typeof responseCode === 'number' ? responseCode : null,
    command:
      isTls && typeof responseCode !== 'number' ? 'TLS' : typeof command === 'string' ? command : 'CONN',
  };
}
