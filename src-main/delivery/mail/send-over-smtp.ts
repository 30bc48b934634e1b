import { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { KeptLines, SmtpLine } from './kept-lines';
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
  /** Lines of these settings that an earlier message went over; without, the message has one of its own. */
  readonly lines?: KeptLines;
}

/**
 * Sends one message, once: no pool of a library, which would send again by itself. What a kept line can't take, before
 * anybody was asked for its last byte, goes over a new one. Never rejects.
 */
export async function sendOverSmtp(sending: Sending): Promise<Attempt> {
  const line = sending.lines?.take() ?? null;
  if (line === null) return sendOver(null, sending);
  let isAsked = false;
  const attempt = await sendOver(line, {
    ...sending,
    mayEnd() {
      isAsked = true;
      return sending.mayEnd();
    },
  });
  const isOver = isAsked || sending.signal.aborted || attempt.outcome !== 'failed';
  return isOver || !isOfLine(attempt) ? attempt : sendOver(null, sending);
}

/** Whether the line failed, which says nothing of the message: it was gone, or the server takes no more over it. */
function isOfLine({ code, command }: Attempt): boolean {
  return code === null || code === 421 || command === 'MAIL FROM';
}

async function sendOver(kept: SmtpLine | null, sending: Sending): Promise<Attempt> {
  const { settings, envelope, message, patience, signal } = sending;
  let isHandedOver = false;
  let isWithheld = false;
  let sentOver: SmtpLine | null = null;
  const connection = kept?.connection ?? connectionOf(settings, patience);
  let fail: (error: unknown) => void = () => undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // Whoever waits for it hears it; where nobody does any more, it is no news.
  lost.catch(() => undefined);
  const onError = (error: unknown) => fail(error);
  const onEnd = () => fail(ended('the connection ended', 'CONN'));
  connection.on('error', onError);
  connection.on('end', onEnd);
  const onAbort = () => fail(ended('it was broken off', 'CONN'));
  signal.addEventListener('abort', onAbort);
  let impatience: NodeJS.Timeout | undefined;
  const within: Within = async (command, milliseconds, task) => {
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
    const line = kept ?? (await open(connection, sending, within));
    if (needsUtf8(envelope) && !line.takesUtf8)
      throw ended(
        'this mail server can’t reach this address: it doesn’t take letters beyond ASCII in one',
        'UTF8',
      );
    const info = await within(
      'DATA',
      4 * patience.answer,
      called<{ response: string }>((done) =>
        connection.send({ ...envelope, size: message.length }, Readable.from(withLastByteHeld()), done),
      ),
    );
    if (!isHandedOver) throw ended('the server answered before it had the whole message', 'DATA');
    sentOver = { ...line, sent: line.sent + 1 };
    return { outcome: 'sent', isHandedOver, reply: info.response, code: 250, command: 'DATA' };
  } catch (error) {
    return { outcome: isWithheld ? 'withheld' : 'failed', isHandedOver, ...toldBy(error) };
  } finally {
    clearTimeout(impatience);
    signal.removeEventListener('abort', onAbort);
    connection.off('error', onError);
    connection.off('end', onEnd);
    if (sentOver === null || sending.lines === undefined) connection.close();
    else sending.lines.keep(sentOver);
  }
}

type Within = <T>(command: string, milliseconds: number, task: Promise<T>) => Promise<T>;

/** Connects and logs in. */
async function open(
  connection: SMTPConnection,
  { settings: { login }, patience }: Sending,
  within: Within,
): Promise<SmtpLine> {
  await within(
    'CONN',
    2 * patience.answer,
    called((done) => connection.connect(done)),
  );
  const takesUtf8 = /^250[- ]SMTPUTF8\b/im.test(String(connection.lastServerResponse));
  if (login !== null)
    await within(
      'AUTH',
      patience.answer,
      called((done) => connection.login({ credentials: { user: login.user, pass: login.password } }, done)),
    );
  return { connection, takesUtf8, sent: 0 };
}

/** A connection of its own, not yet open. */
export function connectionOf(
  { host, port, security, ca }: SmtpSettings,
  { answer, dot }: SmtpPatience,
): SMTPConnection {
  const connection = new SMTPConnection({
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
  // Whoever uses it listens too; one that nobody uses may fail in silence.
  connection.on('error', () => undefined);
  return connection;
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
