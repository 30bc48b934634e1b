import './account-name.css';

/** An account's name in a list, cut where it has no room; the whole of it is on hover. */
export function AccountName({ name, title = name }: { name: string; title?: string }) {
  return (
    <span className="account-name truncate" title={title}>
      {name}
    </span>
  );
}
