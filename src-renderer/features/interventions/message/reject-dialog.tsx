import type { Message } from '../../../../src-preload/contract/interventions/messages';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { named } from '../../../ui/words/named';
import { useDeciding } from './use-deciding';

/** Rejects a proposed message, with why. */
export function RejectDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { reject, isPending } = useDeciding(onClose);
  return (
    <ReasonDialog
      title={`Reject the message to ${named(message.contact ?? '')}`}
      submit="Reject"
      description="Kept with the message, so that whoever wrote the rule can learn from it"
      oneLine
      busy={isPending}
      onReason={(reason) => reject(message, reason)}
      onClose={onClose}
    />
  );
}
