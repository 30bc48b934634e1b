import { diffWordsWithSpace } from 'diff';
import classes from './rule-diff.module.css';

/** Two texts as one: words that were left out struck through, those that came marked. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const parts = diffWordsWithSpace(before, after).map((part, place) => ({ ...part, place }));
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
