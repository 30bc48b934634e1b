import { counted, wholeNumber } from '../../../src-preload/contract/words';

/** A celebration of late, or one of which a mail is still to go. */
export interface Fresh {
  readonly isWaiting: boolean;
  readonly account: string;
  readonly milestone: string;
}

/** So many are named; the rest is a number. */
const mostNamed = 3;

/**
 * What Today says of celebrations: those whose mails are still to go where there are some, for to these one can add words; else the new ones.
 * @param fresh the latest first @returns null where nothing is to be told
 */
export function celebrationsSign(
  fresh: readonly Fresh[],
): { readonly what: string; readonly whose: string } | null {
  const waiting = fresh.filter(({ isWaiting }) => isWaiting);
  const told = waiting.length > 0 ? waiting : fresh;
  if (told.length === 0) return null;
  const what =
    waiting.length > 0
      ? counted(told.length, 'celebration waits', 'celebrations wait')
      : counted(told.length, 'celebration', 'celebrations');
  const named = told.slice(0, mostNamed).map(({ account, milestone }) => `${account} (“${milestone}”)`);
  const more = told.length - named.length;
  return { what, whose: `${named.join(', ')}${more === 0 ? '' : ` and ${wholeNumber(more)} more`}.` };
}
