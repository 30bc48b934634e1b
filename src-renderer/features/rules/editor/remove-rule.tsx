import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { RemoveEntry } from './remove-entry';

export function RemoveRule({ rule, onRemoved }: { rule: ListedRule; onRemoved: () => void }) {
  const navigate = useNavigate();
  const call = useMutation(trpc.rules.remove.mutationOptions());
  return (
    <RemoveEntry
      name={rule.name}
      kept={null}
      words="It goes for the whole company. To stop it for a while, pause it instead."
      isBusy={call.isPending}
      onRemove={() =>
        call.mutate(
          { id: rule.id },
          {
            onSuccess: () => {
              onRemoved();
              notifyDone(`${rule.name} is removed.`);
              void navigate({ to: '/rules' });
            },
          },
        )
      }
    />
  );
}
