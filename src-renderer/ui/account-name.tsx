import classes from './account-name.module.css';
import { named } from './words/named';

/** An account's name in a list, cut where it has no room; the whole of it is on hover. */
export function AccountName({ name, title = name }: { name: string; title?: string }) {
  return (
    <span className={`${classes.name} truncate`} title={named(title)} dir="auto">
      {named(name)}
    </span>
  );
}
