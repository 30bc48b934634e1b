import classes from './condition-builder.module.css';
import type { ConditionFinding } from './faults-of';

/** What is wrong with a part, right below it. */
export function Faults({
  id,
  faults,
  isGrave,
}: {
  id: string;
  faults: readonly ConditionFinding[];
  isGrave: boolean;
}) {
  return (
    <div id={id} className={classes.faults}>
      {faults.map(({ part, message, isRemark }) => (
        <p key={`${part} ${message}`} data-grave={(isGrave && !isRemark) || undefined}>
          {message}
        </p>
      ))}
    </div>
  );
}
