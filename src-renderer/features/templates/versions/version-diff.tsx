import { diffLines } from 'diff';
import type { z } from 'zod';
import type { templateVersionSchema } from '../../../../src-preload/contract/templates/templates';
import classes from './version-diff.module.css';

type Version = z.infer<typeof templateVersionSchema>;

const parts = [
  { field: 'subject', label: 'Subject' },
  { field: 'preheader', label: 'Preheader' },
  { field: 'mjml', label: 'Layout' },
] as const;

/** What two versions say, line by line: what was left out, what came, and the rest around it. */
export function VersionDiff({ before, after }: { before: Version; after: Version }) {
  const changed = parts.filter(({ field }) => before[field] !== after[field]);
  if (changed.length === 0) return <p>Both say the same.</p>;
  return changed.map(({ field, label }) => (
    <section key={field} aria-label={label} className={classes.part}>
      <h3>{label}</h3>
      <ol className={classes.lines}>
        {linesOf(before[field], after[field]).map(({ place, kind, text }) => (
          <li key={place} data-kind={kind}>
            <span className={classes.mark}>{marks[kind]}</span>
            {kind !== 'same' && <span className="visually-hidden">{kind}: </span>}
            {text}
          </li>
        ))}
      </ol>
    </section>
  ));
}

const marks = { removed: '−', added: '+', same: ' ' } as const;
type Kind = keyof typeof marks;

function linesOf(before: string, after: string): { place: number; kind: Kind; text: string }[] {
  const all = diffLines(before, after).flatMap(({ value, added, removed }) => {
    const kind: Kind = added ? 'added' : removed ? 'removed' : 'same';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ kind, text }));
  });
  return all.map((line, place) => ({ place, ...line }));
}
