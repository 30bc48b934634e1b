import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconEye,
  IconEyeOff,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { activityWords } from '../../../../src-preload/contract/activities';
import type { ActivityTemplate } from '../../../../src-preload/contract/activity-templates';
import { Badge } from '../../../ui/badge';
import { useFocusToNeighbour } from '../../../ui/focus-back';
import { IconButton } from '../../../ui/icon-button';
import { PendingBadge } from '../../../ui/pending-badge';
import classes from './activities.module.css';
import { inOneLine } from './template-changes';

export interface TemplateSteps {
  readonly move: (id: string, way: 'up' | 'down') => void;
  readonly hide: (template: ActivityTemplate) => void;
  readonly remove: (template: ActivityTemplate) => void;
  readonly change: (template: ActivityTemplate) => void;
  readonly copy: (template: ActivityTemplate) => void;
}

interface TemplateRowProps {
  template: ActivityTemplate;
  isFirst: boolean;
  isLast: boolean;
  /** Null: whoever looks changes none. */
  steps: TemplateSteps | null;
}

const icon = { size: 16, stroke: 1.6 } as const;

export function TemplateRow({ template, isFirst, isLast, steps }: TemplateRowProps) {
  const { id, name, kind, text, author, isHidden, isPending } = template;
  const row = useRef<HTMLTableRowElement>(null);
  useFocusToNeighbour(row);
  return (
    <tr ref={row} data-entry={id} data-past={isHidden || undefined}>
      <th scope="row" className={classes.name}>
        <bdi>{name}</bdi> {isHidden && <Badge tone="none">Hidden</Badge>} {isPending && <PendingBadge />}
      </th>
      <td>{activityWords[kind]}</td>
      <td data-room="text">
        <span className={classes.begins} title={text}>
          <bdi>{inOneLine(text)}</bdi>
        </span>
      </td>
      <td>{author ?? <span className="faint">Steward</span>}</td>
      {steps && (
        <td data-align="right">
          <TemplateButtons {...{ template, isFirst, isLast, steps }} />
        </td>
      )}
    </tr>
  );
}

function TemplateButtons({ template, isFirst, isLast, steps }: TemplateRowProps & { steps: TemplateSteps }) {
  const { id, name, isShipped, isHidden } = template;
  return (
    <div className={classes.buttons}>
      <IconButton
        label={`Move up: ${name}`}
        data-move="up"
        disabled={isFirst}
        onClick={() => steps.move(id, 'up')}
      >
        <IconArrowUp {...icon} />
      </IconButton>
      <IconButton
        label={`Move down: ${name}`}
        data-move="down"
        disabled={isLast}
        onClick={() => steps.move(id, 'down')}
      >
        <IconArrowDown {...icon} />
      </IconButton>
      <IconButton label={`${isHidden ? 'Show again' : 'Hide'}: ${name}`} onClick={() => steps.hide(template)}>
        {isHidden ? <IconEye {...icon} /> : <IconEyeOff {...icon} />}
      </IconButton>
      <IconButton label={`Make an own one of: ${name}`} onClick={() => steps.copy(template)}>
        <IconCopy {...icon} />
      </IconButton>
      {!isShipped && (
        <>
          <IconButton label={`Change: ${name}`} onClick={() => steps.change(template)}>
            <IconPencil {...icon} />
          </IconButton>
          <IconButton label={`Remove: ${name}`} onClick={() => steps.remove(template)}>
            <IconTrash {...icon} />
          </IconButton>
        </>
      )}
    </div>
  );
}
