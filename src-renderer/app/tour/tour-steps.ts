import { menuKeys, menuRooms } from '../../../src-preload/contract/menu-keys';

/** What the words of the tour rest on. */
export interface TourFacts {
  /** Accounts stand in the queue of Today. */
  readonly queue: boolean;
  /** The account that the tour shows; null: none has a score. Undefined while it is looked up. */
  readonly account: number | null | undefined;
  /** The login may write notes. */
  readonly mayWrite: boolean;
  /** What takes a note from any other program; null where nothing does. */
  readonly noteKey: string | null;
  /** `Ctrl` or `⌘`. */
  readonly command: string;
}

export interface TourStep {
  readonly title: string;
  /** What there is; keys stand between backticks. */
  readonly words: string;
  /** One thing to do. */
  readonly deed: string;
  /** What it speaks of, by selectors: the best first, and the least of it last. */
  readonly at: readonly string[];
}

/** Four things to know, each to be tried where it stands. */
export function tourSteps(facts: TourFacts): readonly [TourStep, TourStep, TourStep, TourStep] {
  return [
    queueStep(facts),
    accountStep(facts),
    paletteStep(facts),
    facts.mayWrite ? noteStep(facts) : offlineStep,
  ];
}

const inQueue = [
  '#main [aria-current]:has([data-tour="why"])',
  '#main [aria-current] [data-tour="why"]',
  '#main [data-tour="why"]',
];

function queueStep({ queue, command }: TourFacts): TourStep {
  const title = 'Who needs you, and why';
  if (!queue)
    return {
      title,
      words:
        'Accounts that need you stand here, with the reason and what to do next. Nothing needs you right now.',
      deed: `Try it later: \`${command}+${keyOf('Today')}\` comes back to Today from any screen.`,
      at: ['#main h1'],
    };
  return {
    title,
    words:
      'Each line is an account that needs you, with the reason and what to do next. First stands where most money is at risk and most is urgent.',
    deed: 'Try it: `j` and `k` move, `e` puts an account away as done, `u` brings it back.',
    at: inQueue,
  };
}

function accountStep({ account, command }: TourFacts): TourStep {
  const title = 'A score that adds up';
  if (account === null)
    return {
      title,
      words:
        'Each account has a score, with the points that make it. None has one yet: too little is known of them.',
      deed: `Try it later: \`${command}+${keyOf('Accounts')}\` opens the list of accounts from any screen.`,
      at: ['#main h1'],
    };
  return {
    title,
    words:
      'Under “What makes the score” the points of these parts add up to the score that was computed, and those of its measures to each part.',
    deed: 'Try it: choose a part, and see its measures with their values.',
    at: [
      '#main [data-tour="parts"]',
      '#main [data-tour="parts"] button',
      '#main [aria-label="How the account stands"] > div',
    ],
  };
}

function paletteStep({ command }: TourFacts): TourStep {
  return {
    title: 'Everything by the keyboard',
    words: `\`${command}+${menuKeys.palette}\` finds accounts, contacts, what was written, and all that can be done, by a few letters. \`?\` shows every key of a screen.`,
    deed: `Try it: press \`${command}+${menuKeys.palette}\` and type “risk”; \`Esc\` comes back here.`,
    at: ['[data-tour="search"]'],
  };
}

function noteStep({ command, noteKey }: TourFacts): TourStep {
  const own = `\`${command}+${menuKeys.note}\` takes a note on any screen`;
  const elsewhere = noteKey === null ? '' : `, \`${noteKey}\` from any other program`;
  return {
    title: 'Written down at once',
    words: `${own}${elsewhere}. It is kept on this computer, without a connection as well, and goes to your team once the company’s server answers: here stands how old the data is and what still waits.`,
    deed: `Try it: press \`${command}+${menuKeys.note}\`; \`Esc\` leaves it, and what was begun stays.`,
    at: ['[data-tour="sync"]'],
  };
}

/** For who reads: a note would be refused. */
const offlineStep: TourStep = {
  title: 'Without a connection as well',
  words:
    'What you see is a copy on this computer: every screen opens without a connection. Here stands how old the data is.',
  deed: 'Try it: open it to see when the last update came.',
  at: ['[data-tour="sync"]'],
};

function keyOf(room: (typeof menuRooms)[number]['label']): string {
  return menuRooms.find(({ label }) => label === room)?.key ?? '';
}
