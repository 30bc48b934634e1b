import classes from './progress-bar.module.css';

/** Whole percent, as a bar with its figure. @param of what, for those who hear it */
export function ProgressBar({ progress, of }: { progress: number; of: string }) {
  return (
    <span className={classes.progress}>
      <progress className={classes.bar} value={progress} max={100} aria-label={`Progress of ${of}`} />
      <span className="number">{progress}%</span>
    </span>
  );
}
