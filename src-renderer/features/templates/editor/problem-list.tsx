import type { TemplateProblem } from '../../../../src-preload/contract/templates/problem';
import { Badge } from '../../../ui/badge';
import { placeWords, problemCounts } from '../template-words';
import classes from './problem-list.module.css';

interface ProblemListProps {
  /** Null: it couldn't be looked at. */
  problems: readonly TemplateProblem[] | null;
  isLooking: boolean;
  onGo: (problem: TemplateProblem) => void;
}

/** What is wrong, the errors first; one leads to its line. */
export function ProblemList({ problems, isLooking, onGo }: ProblemListProps) {
  const told = problems ?? [];
  const sorted = [...told].sort((a, b) => a.weight.localeCompare(b.weight) || (a.line ?? 0) - (b.line ?? 0));
  return (
    <div>
      <p role="status" className="soft">
        {isLooking ? 'Looking at it…' : stateWords(problems)}
      </p>
      <ul className={classes.problems} aria-label="To mend">
        {sorted.map((problem) => (
          <li key={`${problem.field} ${problem.line} ${problem.words}`}>
            <button type="button" className={classes.problem} onClick={() => onGo(problem)}>
              <Badge tone={problem.weight === 'error' ? 'poor' : 'middle'}>
                {problem.weight === 'error' ? 'Error' : 'Warning'}
              </Badge>
              <span className={classes.place}>{placeWords(problem.field, problem.line)}</span>
              <span>{problem.words}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateWords(problems: readonly TemplateProblem[] | null): string {
  if (problems === null) return 'It can’t be looked at just now: the preview says why.';
  return problems.length === 0 ? 'Nothing to mend' : `To mend: ${problemCounts(problems)}`;
}
