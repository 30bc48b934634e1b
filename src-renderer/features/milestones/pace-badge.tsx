import type { Pace } from '../../../src-preload/contract/milestones/milestones';
import { Badge } from '../../ui/badge';
import { paceTones, paceWords } from './milestone-words';

/** @param reasons why, on hover */
export function PaceBadge({ pace, reasons = [] }: { pace: Pace; reasons?: readonly string[] }) {
  return (
    <Badge tone={paceTones[pace]} title={reasons.join(' ')}>
      {paceWords[pace]}
    </Badge>
  );
}
