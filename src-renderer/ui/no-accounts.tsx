import { EmptyState } from './empty-state';

/** The company is copied and has no account that the login may see: the same words on every screen. */
export function NoAccounts() {
  return (
    <EmptyState
      title="No accounts yet"
      text="They come with the company’s data, as far as your login may see them."
    />
  );
}
