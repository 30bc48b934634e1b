import { type Connection, type ConnectOptions, connect } from './connect';

/** The channel on which the company's database says, once a transaction, that something changed. */
const channel = 'customer_success_changes';

export interface Session {
  readonly connected: boolean;
  /** The one lasting connection, made anew where there is none. */
  open(): Promise<Connection>;
  /** A further connection beside it. */
  openAnother(): Promise<Connection>;
  /** Ends it at once; the next `open` connects again. */
  drop(): void;
}

/** @param onHint hears of changes, and of a lost connection: both are reasons to look */
export function createSession(options: ConnectOptions, onHint: () => void): Session {
  let current: Connection | null = null;

  async function openLasting(): Promise<Connection> {
    // It can be lost before it is there.
    let opened: Connection | null = null;
    opened = await connect(options, {
      onLost() {
        if (current === opened) current = null;
        onHint();
      },
      onNotification: onHint,
    });
    await opened.query(`listen ${channel}`);
    current = opened;
    return opened;
  }

  return {
    get connected() {
      return current !== null;
    },
    open: async () => current ?? openLasting(),
    openAnother: () => connect(options),
    drop() {
      current?.cut(new Error('the session was dropped'));
      current = null;
    },
  };
}
