import classes from './privacy-lines.module.css';

/** What the command line says, line for line; the indents tell what belongs to what. */
export function PrivacyLines({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <pre className={classes.lines} aria-label={label} role="status">
      {lines.join('\n')}
    </pre>
  );
}
