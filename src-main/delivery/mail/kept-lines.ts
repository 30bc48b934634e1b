import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** An open connection to the mail server, logged in, with no message under way. */
export interface SmtpLine {
  readonly connection: SMTPConnection;
  /** Whether the server takes addresses beyond ASCII. */
  readonly takesUtf8: boolean;
  /** Messages that went over it. */
  readonly sent: number;
}

/** Lines that the next message may take, so that not each waits for a greeting, a handshake and a login. */
export interface KeptLines {
  /** One that is not in use, the latest used; null: none is there. It is the caller's until it is kept again. */
  take(): SmtpLine | null;
  keep(line: SmtpLine): void;
  /** Ends those that are not in use; others may be kept afterwards. */
  close(): void;
}

/** Servers end what says nothing for long, and count messages: a line goes before it is asked to. */
const idleFor = 5_000;
const mostMessages = 100;

export function keptLines(): KeptLines {
  const idle = new Map<SmtpLine, NodeJS.Timeout>();

  function drop(line: SmtpLine): void {
    clearTimeout(idle.get(line));
    idle.delete(line);
    line.connection.close();
  }

  return {
    take() {
      for (const line of [...idle.keys()].reverse()) {
        clearTimeout(idle.get(line));
        idle.delete(line);
        if (!line.connection.destroyed) return line;
      }
      return null;
    },
    keep(line) {
      if (line.connection.destroyed || line.sent >= mostMessages) line.connection.close();
      else idle.set(line, setTimeout(() => drop(line), idleFor).unref());
    },
    close() {
      for (const line of [...idle.keys()]) drop(line);
    },
  };
}
