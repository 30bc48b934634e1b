import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { addressesPeople, mostActions, type RuleAction } from '../../../../src-preload/contract/rules/action';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { RuleFinding } from '../../../../src-preload/contract/rules/finding';
import { IconButton } from '../../../ui/icon-button';
import { Section } from '../../../ui/section';
import { ActionFields } from './action-fields';
import classes from './actions-section.module.css';
import type { PartProps } from './firing-section';
import { actionWords } from './setting-words';

const kinds = Object.keys(actionWords) as RuleAction['kind'][];

interface ActionsSectionProps extends PartProps {
  findings: readonly RuleFinding[];
  /** Whether what isn't filled in yet is told as a mistake. */
  isStrict: boolean;
}

/** What it does for each account, or contact, it fires for, in order. */
export function ActionsSection({ definition, change, readOnly, findings, isStrict }: ActionsSectionProps) {
  const { actions, subject } = definition;
  const set = (next: readonly RuleAction[]) => change({ actions: [...next] });
  function moveTo(from: number, to: number): void {
    const action = actions[from];
    if (action === undefined) return;
    set(actions.toSpliced(from, 1).toSpliced(to, 0, action));
  }
  return (
    <Section title="What it does" note={`For each ${subject} it fires for`}>
      <ol className={classes.actions} aria-label="Actions">
        {placed(actions).map(({ action, place }) => (
          <li key={place} className={classes.action}>
            <div className={classes.head}>
              <h3>{actionWords[action.kind]}</h3>
              {!readOnly && (
                <div className={classes.buttons}>
                  <IconButton
                    label={`Move up: action ${place + 1}`}
                    disabled={place === 0}
                    onClick={() => moveTo(place, place - 1)}
                  >
                    <IconArrowUp size={15} stroke={1.6} />
                  </IconButton>
                  <IconButton
                    label={`Move down: action ${place + 1}`}
                    disabled={place === actions.length - 1}
                    onClick={() => moveTo(place, place + 1)}
                  >
                    <IconArrowDown size={15} stroke={1.6} />
                  </IconButton>
                  <IconButton
                    label={`Remove action ${place + 1}`}
                    onClick={() => set(actions.toSpliced(place, 1))}
                  >
                    <IconX size={15} stroke={1.6} />
                  </IconButton>
                </div>
              )}
            </div>
            <ActionFields
              action={action}
              place={place}
              subject={subject}
              readOnly={readOnly}
              onChange={(next) => set(actions.with(place, next))}
            />
            {findings
              .filter(({ path }) => path[0] === place)
              .map(({ part, message }) => (
                <p key={`${part} ${message}`} className={classes.finding} data-grave={isStrict || undefined}>
                  {message}
                </p>
              ))}
          </li>
        ))}
      </ol>
      {findings
        .filter(({ path }) => path.length === 0)
        .map(({ message }) => (
          <p key={message} className={classes.finding} data-grave={isStrict || undefined}>
            {message}
          </p>
        ))}
      {!readOnly && actions.length < mostActions && (
        <div className={classes.add}>
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant="subtle"
              size="compact-xs"
              leftSection={<IconPlus size={13} stroke={1.8} />}
              onClick={() => set([...actions, newAction(kind, subject)])}
            >
              {actionWords[kind]}
            </Button>
          ))}
        </div>
      )}
    </Section>
  );
}

const newActions: Readonly<Record<RuleAction['kind'], RuleAction>> = {
  cta: { kind: 'cta', type: 'risk', title: '', dueWorkingDays: 3, minutes: 15 },
  email: { kind: 'email', templateId: null, to: 'champion', minutes: 5 },
  sequence: { kind: 'sequence', sequenceId: null, to: 'champion', minutes: 0 },
  playbook: {
    kind: 'playbook',
    type: 'activity',
    title: '',
    tasks: [{ title: '', dueWorkingDays: 3 }],
    minutes: 60,
  },
  points: { kind: 'points', points: 50, reason: '', minutes: 0 },
  notification: { kind: 'notification', text: '', minutes: 2 },
};

function newAction(kind: RuleAction['kind'], subject: FactSubject): RuleAction {
  const action = newActions[kind];
  return addressesPeople(action) && subject === 'contact' ? { ...action, to: 'contact' } : action;
}

/** Actions have no ids: each is known by its place. */
function placed(actions: readonly RuleAction[]) {
  return actions.map((action, place) => ({ action, place }));
}
