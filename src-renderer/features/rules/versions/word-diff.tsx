import { diffArrays } from 'diff';
import classes from './rule-diff.module.css';

/** Two texts as one: words that were left out struck through, those that came marked. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const parts = changesOf(before, after);
  return (
    <p className={classes.words}>
      {parts.map(({ value, added, removed, place }) => {
        if (removed)
          return (
            <del key={place}>
              <span className="visually-hidden">removed: </span>
              {value}
            </del>
          );
        if (added)
          return (
            <ins key={place}>
              <span className="visually-hidden">added: </span>
              {value}
            </ins>
          );
        return <span key={place}>{value}</span>;
      })}
    </p>
  );
}

/** Figures and words whole: a 60.0 that becomes a 1.0 is not the same `.0` after another figure. */
function changesOf(before: string, after: string) {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ value, added, removed }, place) => ({
    value: value.join(''),
    added,
    removed,
    place,
  }));
}

function wordsOf(text: string): string[] {
  return text.split(/(\s+)/);
}
