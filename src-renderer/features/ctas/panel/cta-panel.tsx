import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import type { Cta } from '../../../../src-preload/contract/ctas/cta';
import { ctaEndWords, ctaPriorityWords, ctaTypeWords } from '../../../../src-preload/contract/ctas/cta-words';
import { Day } from '../../../ui/day';
import { formatDay } from '../../../ui/format/day';
import { formatInstant } from '../../../ui/format/instant';
import { formatPlural } from '../../../ui/format/number';
import { snoozeInWords, sourceInWords } from '../cta-words';
import type { CtaActions } from '../use-cta-actions';
import { AccountHeadline } from './account-headline';
import classes from './cta-panel.module.css';
import { TaskList } from './task-list';

interface CtaPanelProps {
  ref: Ref<HTMLElement>;
  cta: Cta;
  mayManage: boolean;
  ofAccount: boolean;
  actions: CtaActions;
  onClose: (cta: Cta) => void;
  onSnooze: (cta: Cta) => void;
  onChange: (cta: Cta) => void;
}

/** All of one call to action: why, whose account, the tasks, and how it went. */
export function CtaPanel({
  ref,
  cta,
  mayManage,
  ofAccount,
  actions,
  onClose,
  onSnooze,
  onChange,
}: CtaPanelProps) {
  const { title, reason, rule, end, snooze, owner } = cta;
  return (
    <aside className={classes.panel} ref={ref} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <p className="faint">
        {ctaTypeWords[cta.type]} · {ctaPriorityWords[cta.priority]} priority ·{' '}
        {owner === null ? 'nobody’s' : owner.name}
        {cta.isGiven && ', to whom it was given'}
      </p>
      {!ofAccount && <AccountHeadline id={cta.accountId} name={cta.accountName} />}
      {reason !== null && <p className={classes.reason}>{reason}</p>}
      <p>
        Due <Day day={cta.due} /> <span className="faint">({formatDay(cta.due)})</span>
      </p>
      {snooze !== null && <p className={classes.told}>{snoozeInWords(snooze)}</p>}
      {end !== null && (
        <p className={classes.told}>
          {ctaEndWords[end.outcome].word}: closed by {end.by}, {formatInstant(end.at)}
        </p>
      )}
      {mayManage && (
        <div className={classes.actions}>
          {end === null ? (
            <>
              <Button {...quiet} title="Close (e)" onClick={() => onClose(cta)}>
                Close…
              </Button>
              {snooze === null ? (
                <Button {...quiet} title="Snooze (s)" onClick={() => onSnooze(cta)}>
                  Snooze…
                </Button>
              ) : (
                <Button {...quiet} title="Wake (b)" onClick={() => actions.wake(cta)}>
                  Wake
                </Button>
              )}
              <Button {...quiet} onClick={() => onChange(cta)}>
                Change…
              </Button>
            </>
          ) : (
            <Button {...quiet} onClick={() => actions.reopen(cta)}>
              Open again
            </Button>
          )}
        </div>
      )}
      <TaskList cta={cta} mayManage={mayManage} actions={actions} />
      <section aria-label="History">
        <h3 className={classes.head}>History</h3>
        <ul className="soft">
          <li>
            {sourceInWords(cta)}, {formatInstant(cta.at)}{' '}
            {rule?.name != null && (
              <Link to="/rules/$id" params={{ id: rule.id }}>
                Open the rule
              </Link>
            )}
          </li>
          {rule !== null && rule.firings > 1 && (
            <li>
              Fired {formatPlural(rule.firings, 'time')}, last {formatInstant(rule.lastAt)}
            </li>
          )}
          {cta.tasks.flatMap(({ id, title: step, done }) =>
            done === null
              ? []
              : [
                  <li key={id}>
                    “{step}” done by {done.by}, {formatInstant(done.at)}
                  </li>,
                ],
          )}
        </ul>
      </section>
    </aside>
  );
}

const quiet = { variant: 'default', size: 'compact-sm', fw: 400 } as const;
