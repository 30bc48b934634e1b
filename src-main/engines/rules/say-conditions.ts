import type {
  CheckedCondition,
  CheckedGroup,
  CheckedPart,
} from '../../../src-preload/contract/rules/checked';
import { counted } from '../../../src-preload/contract/words';
import { listed, phraseOf, sayFigure, sayWord } from './say-values';

/** What is asked, with its verb, and the contrary of it. */
interface Asked {
  readonly holds: string;
  readonly fails: string;
}

/** All conditions as one sentence without its full stop: `health score is below 50 and open tickets are at least 3`. */
export function sayConditions(part: CheckedPart): string {
  return part.kind === 'condition' ? sayCondition(part) : sayGroup(part, true);
}

function sayGroup(group: CheckedGroup, isWhole: boolean): string {
  if (group.segment !== null)
    return `the account is ${group.isTurned ? 'not ' : ''}in the segment “${group.segment}”`;
  const parts = group.parts.map((part) =>
    part.kind === 'condition' ? sayCondition(part) : sayGroup(part, false),
  );
  const joined = parts.join(` ${group.combinator} `);
  if (group.isTurned) return `it is not so that ${parts.length > 1 ? `(${joined})` : joined}`;
  return isWhole || parts.length === 1 ? joined : `(${joined})`;
}

function sayCondition(condition: CheckedCondition): string {
  const said = `${phraseOf(condition.use)} ${askedOf(condition).holds}`;
  return condition.forDays === 1 ? said : `${said} on ${counted(condition.forDays, 'day')} in a row`;
}

/** How the fact is asked about, for a sentence that begins with its phrase and, maybe, its value. */
export function askedOf({ use, test, written }: CheckedCondition): Asked {
  const { fact } = use;
  const be = fact.isPlural ? 'are' : 'is';
  const figure = (value: number) => sayFigure(use, value);
  const being = (words: string): Asked => ({ holds: `${be} ${words}`, fails: `${be} not ${words}` });
  const turned = ({ holds, fails }: Asked, isAsStated: boolean): Asked =>
    isAsStated ? { holds, fails } : { holds: fails, fails: holds };
  const doing = (plural: string): Asked => ({
    holds: fact.isPlural ? plural : inThirdPerson(plural),
    fails: `${fact.isPlural ? 'do' : 'does'} not ${plural}`,
  });
  switch (test.asks) {
    case 'known':
      return turned(being('known'), test.wanted);
    case 'yes':
      return turned(being('true'), test.wanted);
    case 'became':
      return test.wanted ? doing('become true') : doing('cease to be true');
    case 'compare':
      return test.operator === 'differs'
        ? turned(being(figure(test.value)), false)
        : being(`${(fact.type === 'day' ? dayWords : figureWords)[test.operator]}${figure(test.value)}`);
    case 'range':
      return turned(being(`between ${figure(test.least)} and ${figure(test.most)}`), test.wanted);
    case 'crossing':
      return doing(`${test.falls ? 'fall' : 'rise'} ${crossingWords(test)} ${figure(test.value)}`);
    case 'change': {
      const by = test.isPercent
        ? `${test.by}%`
        : fact.type === 'share'
          ? `${sayFigure(use, test.by).replace('%', '')} percentage points`
          : figure(test.by);
      return {
        holds: `${test.falls ? 'fell' : 'rose'} by at least ${by} in ${counted(test.days, 'day')}`,
        fails: `did not ${test.falls ? 'fall' : 'rise'} by at least ${by} in ${counted(test.days, 'day')}`,
      };
    }
    case 'ahead':
      return being(aheadWords(written.operator, Number(written.value)));
    case 'reached':
      return being(`exactly ${counted(Math.abs(test.offset), 'day')} ${test.offset <= 0 ? 'away' : 'ago'}`);
    case 'words': {
      const words = test.words.map((word) => sayWord(use, word));
      const verbs = { equal: '', contain: 'contain', begin: 'begin with', end: 'end with' } as const;
      const asked =
        test.how === 'equal' ? being(listed(words, 'or')) : doing(`${verbs[test.how]} ${words[0]}`);
      return turned(asked, test.wanted);
    }
  }
}

const figureWords = {
  equals: '',
  below: 'below ',
  atMost: 'at most ',
  atLeast: 'at least ',
  above: 'above ',
};
const dayWords = { ...figureWords, below: 'before ', above: 'after ' };

function crossingWords({ falls, includes }: { readonly falls: boolean; readonly includes: boolean }): string {
  if (includes) return 'to';
  return falls ? 'below' : 'above';
}

function aheadWords(operator: string, days: number): string {
  if (operator === 'longerAgo') return `longer ago than ${counted(days, 'day')}`;
  return `within the ${operator === 'withinNext' ? 'next' : 'last'} ${counted(days, 'day')}`;
}

/** `fall below` -> `falls below`. */
function inThirdPerson(words: string): string {
  return words.replace(/^\w+/, (verb) => `${verb}s`);
}
