import classes from './account-name.module.css';

/** An account's name in a list, cut where it has no room; the whole of it is on hover. */
export function AccountName({ name, title = name }: { name: string; title?: string }) {
  return (
    <span className={`${classes.name} truncate`} title={title} dir="auto">
      {name}
    </span>
  );
}
