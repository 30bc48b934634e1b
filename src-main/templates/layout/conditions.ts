import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import type { LiquidTag } from '../liquid/tokens';
import { error } from '../problem';

/** Branches of a condition that is open. */
const between = ['else', 'elsif', 'when'];

/** Follows conditions through HTML: each begins and ends in one place. What is wrong is added to the problems. */
export function conditionsOf(problems: TemplateProblem[]) {
  const open: { readonly tag: LiquidTag; readonly place: object }[] = [];
  return {
    meet(tag: LiquidTag, name: string, place: object): void {
      const isEnd = name.startsWith('end');
      if (!isEnd && !between.includes(name)) {
        open.push({ tag, place });
        return;
      }
      if (open.at(-1)?.place !== place)
        problems.push(
          error(
            `${tag.source} stands in another element than what it belongs to: put both into one.`,
            tag.line,
          ),
        );
      if (isEnd) open.pop();
    },
    end(): void {
      for (const { tag } of open) problems.push(error(`${tag.source} is not closed.`, tag.line));
    },
  };
}
