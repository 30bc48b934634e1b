import type { TicketSeverity } from '../../../src-preload/contract/domain';
import { Badge, type BadgeTone } from '../../ui/badge';
import { severityWords } from '../../ui/words/account-words';

const tones: Record<TicketSeverity, BadgeTone> = {
  low: 'none',
  normal: 'none',
  high: 'middle',
  urgent: 'poor',
};

export function SeverityBadge({ severity }: { severity: TicketSeverity }) {
  return <Badge tone={tones[severity]}>{severityWords[severity]}</Badge>;
}
