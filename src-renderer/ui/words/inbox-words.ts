import type { InboxStanding } from '../../../src-preload/contract/inbox-account';

/** What keeps a mailbox from being read, or the company from hearing of it, each with what to do; none where all is well. */
export function inboxTroubles({ trouble, untold }: InboxStanding): string[] {
  return [
    ...(trouble === null
      ? []
      : [
          `${sentence(trouble)} It is tried again by itself; whoever set it up can turn it off and set it up anew.`,
        ]),
    ...(untold === null
      ? []
      : [
          `The company could not be told of what lies there: ${sentence(untold)} Nothing is lost, and it is told again by itself.`,
        ]),
  ];
}

function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
