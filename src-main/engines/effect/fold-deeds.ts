import type { MeansKind } from '../../../src-preload/contract/effect/measured-means';
import type { InterventionStage } from '../../../src-preload/contract/interventions/stages';
import type { Draw, Entry, Firing, Run } from './deeds';

/** What was done by one rule, sequence, template or channel. */
export interface MeansDeeds {
  readonly kind: MeansKind;
  readonly id: string;
  since: number;
  turnCount: number;
  /** Messages that somebody wrote back to. */
  replies: number;
  readonly accounts: Set<number>;
  readonly contacts: Set<number>;
  readonly stages: Map<InterventionStage, number>;
  /** By account, the days on which it was used. */
  readonly turns: Map<number, Set<number>>;
  /** The rules that use it, with the first and the last day on which they did. */
  readonly usedBy: Map<string, { first: number; last: number }>;
}

/** What a rule's messages are made of: by themselves or through which sequence, which words, by which channel. */
export interface RuleContents {
  /** Whether it withholds anything from those held out. */
  withholds: boolean;
  readonly roots: Set<string>;
  readonly leaves: Set<string>;
  readonly channels: Set<string>;
}

export interface Deeds {
  readonly means: ReadonlyMap<string, MeansDeeds>;
  readonly contents: ReadonlyMap<string, RuleContents>;
  readonly draws: ReadonlyMap<string, readonly Draw[]>;
}

export interface DeedsFold {
  firing(row: Firing): void;
  run(row: Run): void;
  entry(row: Entry): void;
  draw(row: Draw): void;
  deeds(): Deeds;
}

const reached: ReadonlySet<InterventionStage> = new Set(['sent', 'unknown']);

/** Folds rows, in any order. */
export function foldDeeds(): DeedsFold {
  const means = new Map<string, MeansDeeds>();
  const contents = new Map<string, RuleContents>();
  const draws = new Map<string, Draw[]>();

  function of(kind: MeansKind, id: string): MeansDeeds {
    const name = nameOf(kind, id);
    let deeds = means.get(name);
    if (deeds === undefined) {
      deeds = {
        ...{
          kind,
          id,
          since: Number.POSITIVE_INFINITY,
          turnCount: 0,
          replies: 0,
          accounts: new Set(),
          contacts: new Set(),
        },
        ...{ stages: new Map(), turns: new Map(), usedBy: new Map() },
      };
      means.set(name, deeds);
    }
    return deeds;
  }

  function contentsOf(rule: string): RuleContents {
    let own = contents.get(rule);
    if (own === undefined) {
      own = { withholds: false, roots: new Set(), leaves: new Set(), channels: new Set() };
      contents.set(rule, own);
    }
    return own;
  }

  function addContents(rule: string, { sequence, template, channel }: Run): void {
    const own = contentsOf(rule);
    own.withholds = true;
    const words = template ?? `own words of ${sequence ?? 'it'}`;
    own.roots.add(sequence === null ? `mail ${words}` : `sequence ${sequence}`);
    own.leaves.add(words);
    own.channels.add(channel);
  }

  return {
    firing({ rule, account, contact, day, heldOut, withheld }) {
      const deeds = of('rule', rule);
      deeds.accounts.add(account);
      if (contact !== null) deeds.contacts.add(contact);
      deeds.since = Math.min(deeds.since, day);
      deeds.turnCount += 1;
      if (!heldOut) addTurn(deeds, account, day);
      if (withheld) contentsOf(rule).withholds = true;
    },
    run(row) {
      const { rule, sequence, template, channel, account, contact, stage, isAnswered, day, beganOn } = row;
      if (rule !== null) addContents(rule, row);
      for (const [kind, id] of [
        ['rule', rule],
        ['sequence', sequence],
        ['template', template],
        ['channel', channel],
      ] as const) {
        if (id === null) continue;
        const deeds = of(kind, id);
        if (isAnswered) deeds.replies += 1;
        deeds.stages.set(stage, 1 + (deeds.stages.get(stage) ?? 0));
        deeds.contacts.add(contact);
        deeds.accounts.add(account);
        deeds.since = Math.min(deeds.since, day);
        if (kind === 'rule' || kind === 'sequence') continue;
        deeds.turnCount += 1;
        if (reached.has(stage)) addTurn(deeds, account, day);
        if (rule !== null) addUse(deeds, rule, beganOn);
      }
    },
    entry({ sequence, account, contact, rule, day }) {
      const deeds = of('sequence', sequence);
      deeds.accounts.add(account);
      deeds.contacts.add(contact);
      deeds.since = Math.min(deeds.since, day);
      deeds.turnCount += 1;
      addTurn(deeds, account, day);
      if (rule === null) return;
      addUse(deeds, rule, day);
      contentsOf(rule).withholds = true;
      contentsOf(rule).roots.add(`sequence ${sequence}`);
    },
    draw(row) {
      const own = draws.get(row.rule);
      if (own === undefined) draws.set(row.rule, [row]);
      else own.push(row);
    },
    deeds: () => ({ means, contents, draws }),
  };
}

export function nameOf(kind: MeansKind, id: string): string {
  return `${kind} ${id}`;
}

function addTurn({ turns }: MeansDeeds, account: number, day: number): void {
  const days = turns.get(account);
  if (days === undefined) turns.set(account, new Set([day]));
  else days.add(day);
}

function addUse({ usedBy }: MeansDeeds, rule: string, day: number): void {
  const use = usedBy.get(rule) ?? { first: day, last: day };
  usedBy.set(rule, { first: Math.min(use.first, day), last: Math.max(use.last, day) });
}
