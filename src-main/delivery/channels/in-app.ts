import { errorMessage } from '../../lib/error-message';
import type { Channel } from './channel';

/** The company's own product, which shows what stands in the company's database. */
export const inAppChannel: Channel = {
  name: 'in_app',
  server: 'The company’s database',
  rest: () => undefined,
  pack: (_message, { subject, text }) =>
    Promise.resolve({
      async carry({ show, signal }) {
        if (signal.aborted) return failed('it was broken off');
        try {
          return (await show(subject, text))
            ? { outcome: 'sent', reply: '', isWithin: true }
            : { outcome: 'withheld' };
        } catch (error) {
          return failed(errorMessage(error));
        }
      },
    }),
};

/** Not sent, or told to be already where it was: of one that is sent nothing else can be said. */
function failed(reply: string) {
  return { outcome: 'failed', failure: 'unreached', reply, isTrouble: false } as const;
}
