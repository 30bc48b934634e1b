import type { MessageChannel } from '../../../src-preload/contract/channels';
import { type Breaker, createBreaker } from '../../ports/breaker';
import type { Clock } from '../../ports/clock';
import type { Channel } from './channel';

/** A server is left in peace for this long at most after five failures in a row, milliseconds. */
const longestPeace = 15 * 60_000;
const failuresToRest = 5;

/** Channels, each of which is left in peace by itself while its server fails. */
export interface WatchedChannels {
  /** Those that may be asked now, and how many messages at once: a server that failed is tried by one alone. */
  open(): { readonly names: readonly MessageChannel[]; readonly most: number };
  /** Milliseconds until the next one that is left in peace is asked again; null: none is. */
  peace(): number | null;
  /**
   * Takes a message there.
   * @param task says whether it ended as it does where the server is in trouble
   * @returns false: the server is left in peace, and nobody tried
   */
  take(name: string, task: () => Promise<{ readonly isTrouble: boolean }>): Promise<boolean>;
  /** Ends lines that no message is on. */
  rest(): void;
}

interface Watched {
  readonly channel: Channel;
  readonly breaker: Breaker;
  underWay: number;
}

class Trouble extends Error {}

export function watchChannels(channels: readonly Channel[], clock: Clock): WatchedChannels {
  const watched: readonly Watched[] = channels.map((channel) => ({
    channel,
    breaker: createBreaker({
      name: channel.server,
      isOutage: (error) => error instanceof Trouble,
      pauseAfter: (failures) => Math.min(longestPeace, 30_000 * 2 ** (failures - failuresToRest)),
      clock,
    }),
    underWay: 0,
  }));
  const rests = ({ breaker }: Watched) => (breaker.state().retryAt ?? 0) > clock.now();
  const isTried = ({ breaker }: Watched) => breaker.state().failures >= failuresToRest;

  return {
    open() {
      const those = watched.filter((one) => !rests(one) && !(isTried(one) && one.underWay > 0));
      return {
        names: those.map(({ channel }) => channel.name),
        most: those.some(isTried) ? 1 : Number.POSITIVE_INFINITY,
      };
    },
    peace() {
      const until = watched.filter(rests).map(({ breaker }) => breaker.state().retryAt ?? 0);
      return until.length === 0 ? null : Math.max(0, Math.min(...until) - clock.now());
    },
    async take(name, task) {
      const one = watched.find(({ channel }) => channel.name === name);
      if (one === undefined) return false;
      one.underWay += 1;
      try {
        await one.breaker.ask(async () => {
          if ((await task()).isTrouble) throw new Trouble();
        });
        return true;
      } catch (error) {
        return error instanceof Trouble;
      } finally {
        one.underWay -= 1;
      }
    },
    rest() {
      for (const { channel } of watched) channel.rest();
    },
  };
}
