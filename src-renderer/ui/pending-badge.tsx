import { Badge } from './badge';

/** Beside what was decided here and the company has not answered yet. */
export function PendingBadge() {
  return (
    <Badge tone="none" title="Kept here; it goes up to the company with the next sync">
      Pending
    </Badge>
  );
}
