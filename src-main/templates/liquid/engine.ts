import { Liquid } from 'liquidjs';
import { addFilters, allowedFilters } from './filters';
import { type Destination, printed } from './printed';

/** What a template may be and take: characters of one field, milliseconds, and what liquidjs counts as bytes. */
export const templateLimits = { characters: 200_000, milliseconds: 250, memory: 5_000_000 } as const;

/** Conditions and notes: what repeats, sets names or reads others is not there at all. */
const allowedTags = ['if', 'unless', 'case', 'comment'];

const engines = new Map<string, Liquid>();

/**
 * Liquid, closed: it has no files, no loops and no names of its own, sees own properties alone, refuses what is unknown
 * or missing, and escapes each value for where it stands.
 * @param language as `en` or `de-AT`, of figures and days
 */
export function liquidFor(destination: Destination, language: string): Liquid {
  const key = `${destination} ${language}`;
  let engine = engines.get(key);
  if (engine === undefined) {
    engine = closedLiquid(destination, language);
    engines.set(key, engine);
  }
  return engine;
}

function closedLiquid(destination: Destination, language: string): Liquid {
  const print = printed(destination, language);
  const engine = new Liquid({
    outputEscape: print,
    strictFilters: true,
    strictVariables: true,
    // A missing name is false to a condition, and what `default` is for.
    lenientIf: true,
    ownPropertyOnly: true,
    // No file is looked up: the only templates there are are none.
    templates: {},
    parseLimit: templateLimits.characters,
    renderLimit: templateLimits.milliseconds,
    memoryLimit: templateLimits.memory,
  });
  keepOnly(engine.tags, allowedTags);
  keepOnly(engine.filters, allowedFilters);
  addFilters(engine);
  return engine;
}

function keepOnly(members: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(members)) if (!names.includes(name)) delete members[name];
}
