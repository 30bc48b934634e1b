import fc from 'fast-check';

/** What a person decides on a desk, and how often: together operations of every kind. */
const decisionWeights = {
  write: 4,
  rewrite: 6,
  unwrite: 1,
  judge: 3,
  unjudge: 1,
  'set by hand': 3,
  'unset by hand': 2,
  done: 2,
  snooze: 2,
  'bring back': 2,
  'save view': 3,
  'change view': 3,
  'share view': 2,
  'remove view': 1,
  publish: 3,
  'send again': 1,
  'let go': 1,
} as const;
export type DecisionName = keyof typeof decisionWeights;
const decisionName = fc.oneof(
  ...Object.entries(decisionWeights).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name as DecisionName),
  })),
);

/** How many desks there are from the start. */
export const desks = 3;

/** What happens in a run, to the desk of this place, now and in so many steps. */
export type RunStep =
  | {
      readonly what: 'decide';
      readonly desk: number;
      readonly name: DecisionName;
      readonly which: number;
      /** ms until its process is killed, whether it has answered or not; null: it lives. */
      readonly killedAfter: number | null;
    }
  | { readonly what: 'sync'; readonly desk: number }
  | { readonly what: 'cut'; readonly desk: number; readonly bytes: number; readonly steps: number }
  | { readonly what: 'revoke'; readonly desk: number; readonly steps: number }
  | {
      readonly what: 'role';
      readonly desk: number;
      readonly role: 'viewer' | 'manager' | 'admin';
      readonly steps: number;
    }
  /** Another's book, or every account, for a while. */
  | { readonly what: 'book'; readonly desk: number; readonly book: 1 | 2 | 'all'; readonly steps: number }
  | { readonly what: 'late commit'; readonly account: number; readonly steps: number }
  | { readonly what: 'owner'; readonly account: number; readonly manager: number }
  /** Somebody holds the head of its audit chain, so that no operation about it can be taken. */
  | { readonly what: 'held'; readonly account: number; readonly steps: number }
  /** It is deleted, or loaded anew under another number. */
  | { readonly what: 'gone or back'; readonly account: number }
  | { readonly what: 'merge'; readonly account: number; readonly into: number }
  | { readonly what: 'crash' }
  | { readonly what: 'sessions ended' }
  | { readonly what: 'dump'; readonly steps: number }
  | { readonly what: 'clone'; readonly desk: number };

const desk = fc.integer({ min: 0, max: desks });
const account = fc.integer({ min: 1, max: 9 });
const spell = fc.integer({ min: 3, max: 25 });
const whats = <T extends string>(what: T) => fc.constant(what);

/** Rare things cost a second or more: the server, the processes. */
export const runSteps: fc.Arbitrary<RunStep> = fc.oneof(
  {
    weight: 160,
    arbitrary: fc.record({
      what: whats('decide'),
      desk,
      name: decisionName,
      which: fc.nat(60),
      killedAfter: fc.oneof(
        { weight: 40, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.nat(30) },
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ what: whats('sync'), desk }) },
  {
    weight: 8,
    arbitrary: fc.record({
      what: whats('cut'),
      desk,
      bytes: fc.constantFrom(0, 0, 900, 2_000, 9_000),
      steps: spell,
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: whats('revoke'), desk, steps: spell }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: whats('role'),
      desk,
      role: fc.constantFrom('viewer', 'manager', 'admin'),
      steps: spell,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: whats('book'),
      desk,
      book: fc.constantFrom<1 | 2 | 'all'>(1, 2, 'all'),
      steps: spell,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: whats('held'), account, steps: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ what: whats('gone or back'), account }) },
  { weight: 5, arbitrary: fc.record({ what: whats('late commit'), account, steps: spell }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: whats('owner'), account, manager: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ what: whats('merge'), account, into: account }) },
  { weight: 1, arbitrary: fc.record({ what: whats('crash') }) },
  { weight: 2, arbitrary: fc.record({ what: whats('sessions ended') }) },
  { weight: 1, arbitrary: fc.record({ what: whats('dump'), steps: spell }) },
  { weight: 1, arbitrary: fc.record({ what: whats('clone'), desk }) },
);

/** The steps of a run of about so many decisions: the same for the same seed. */
export function stepsOf(decisions: number, seed: number): RunStep[] {
  return fc.sample(runSteps, { numRuns: Math.ceil((decisions * 201) / 160), seed });
}
