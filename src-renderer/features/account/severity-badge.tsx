import type { TicketSeverity } from '../../../src-preload/contract/domain';
import { severityWords } from '../../ui/words/account-words';

const tones: Record<TicketSeverity, 'none' | 'middle' | 'poor'> = {
  low: 'none',
  normal: 'none',
  high: 'middle',
  urgent: 'poor',
};

export function SeverityBadge({ severity }: { severity: TicketSeverity }) {
  return <span className={`badge badge-${tones[severity]}`}>{severityWords[severity]}</span>;
}
