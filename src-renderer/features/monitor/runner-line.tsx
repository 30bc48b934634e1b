import type { ShownRunner } from '../../../src-preload/contract/runner';
import { useNow } from '../../ui/use-now';
import { runnerWords } from './runner-words';

/** Who computes for the whole company, in words; nothing before the company was asked. */
export function RunnerLine({ runner }: { runner: ShownRunner }) {
  const words = runnerWords(runner, useNow());
  if (words === null) return null;
  return (
    <p className="faint" data-testid="runner">
      {words}
    </p>
  );
}
