import { Button, Progress, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import type { Trial } from '../../../../src-preload/contract/rules/trial';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { type EditedRule, isSameDefinition, sentOf } from '../editor/edited-rule';
import classes from './past-section.module.css';
import { TrialResult } from './trial-result';
import { useTrial } from './use-trial';

interface PastSectionProps {
  saved: ListedRule | null;
  rule: EditedRule;
  isChanged: boolean;
}

/** Tries the rule, as it stands in the editor, on the days that are kept; beside an earlier version where one is chosen. */
export function PastSection({ saved, rule, isChanged }: PastSectionProps) {
  const versions = useQuery({
    ...trpc.rules.versions.queryOptions({ id: saved?.id ?? '' }),
    enabled: saved !== null,
  }).data;
  const [beside, setBeside] = useState<string | null>(null);
  const { trial, tried, begin, cancel, isBeginning, failure } = useTrial();
  const other = versions?.find(({ version }) => String(version) === beside);
  const isRunning = trial?.state === 'running' || isBeginning;
  const name = isChanged || saved === null ? 'This draft' : `Version ${saved.version}`;
  const isOlder = tried !== null && !isSameDefinition(tried, rule.definition);

  function run(): void {
    begin(rule.definition, [
      { name, definition: sentOf(rule.definition) },
      ...(other ? [{ name: `Version ${other.version}`, definition: other.definition }] : []),
    ]);
  }
  return (
    <Section
      title="On the past"
      note="A year of days as they were known then. Nothing is sent by it"
      actions={
        isRunning ? (
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button variant="default" onClick={run}>
            {trial === null ? 'Try it on the past' : 'Try it again'}
          </Button>
        )
      }
    >
      <div className={classes.past}>
        {(versions?.length ?? 0) > 0 && (
          <Select
            label="Beside it"
            placeholder="No other version"
            clearable
            data={(versions ?? []).map(({ version }) => ({
              value: String(version),
              label: `Version ${version}`,
            }))}
            value={beside}
            disabled={isRunning}
            onChange={setBeside}
          />
        )}
        <div role="status">
          {isRunning && <Running trial={trial} />}
          {!isRunning && isOlder && (
            <p className={classes.older}>You changed the rule since: this is what it was.</p>
          )}
          {trial?.state === 'cancelled' && <p className="soft">Cancelled. Nothing was kept of it.</p>}
          {trial?.state === 'failed' && <p className={classes.problem}>{trial.problem ?? 'It failed.'}</p>}
          {failure !== null && <p className={classes.problem}>{callErrorOf(failure).message}</p>}
        </div>
        {trial?.state === 'done' && <TrialResult trial={trial} />}
      </div>
    </Section>
  );
}

function Running({ trial }: { trial: Trial | null }) {
  const progress = trial?.progress ?? 0;
  return (
    <div className={classes.running}>
      <Progress
        value={100 * progress}
        size="sm"
        aria-label={`Trying it on the past, ${formatShare(progress)}`}
      />
      <span className="soft">{formatShare(progress)}</span>
    </div>
  );
}
