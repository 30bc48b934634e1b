import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { useMay } from '../../../api/use-may';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { PageHeader } from '../../../ui/page-header';
import { PendingBadge } from '../../../ui/pending-badge';
import { named } from '../../../ui/words/named';
import { stateWords } from '../rule-words';
import type { EditedRule } from './edited-rule';
import type { EntryEditing } from './entry-drafts';
import { RemoveRule } from './remove-rule';
import { StateButtons } from './state-buttons';
import type { RuleSaving } from './use-rule-saving';

interface RuleHeadProps {
  saved: ListedRule | null;
  rule: EditedRule;
  editing: EntryEditing<EditedRule>;
  readOnly: boolean;
  saving: RuleSaving;
}

/** What it is called, how it stands, and what can be done with it. */
export function RuleHead({ saved, rule, editing, readOnly, saving }: RuleHeadProps) {
  const { isChanged, discard } = editing;
  const mayManage = useMay('manager');
  return (
    <PageHeader
      title={saved === null ? 'New rule' : named(rule.name)}
      note={
        <>
          <Link to="/rules">Rules</Link>
          {saved !== null && (
            <>
              {' · '}
              <Badge tone={stateWords[saved.state].tone} title={stateWords[saved.state].meaning}>
                {stateWords[saved.state].word}
              </Badge>
              {' · '}version {saved.version}, changed <Instant at={saved.at} past />, made by {saved.author}{' '}
              {saved.isPending && <PendingBadge />}
            </>
          )}
          {isChanged && ' · what you changed is kept here and not saved yet'}
        </>
      }
      actions={
        <>
          {saved !== null && mayManage && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/rules/$id" params={{ id: 'new' }} search={{ copy: saved.id }} {...props} />
              )}
            >
              Copy
            </Button>
          )}
          {saved !== null && !readOnly && <RemoveRule rule={saved} onRemoved={discard} />}
          {saved !== null && saved.switchLocked === null && (
            <StateButtons rule={saved} isChanged={isChanged} />
          )}
          {!readOnly && (
            <>
              <Button variant="default" disabled={!isChanged} onClick={discard}>
                Discard changes
              </Button>
              <Button
                loading={saving.isBusy}
                disabled={saved !== null && !isChanged}
                onClick={saving.save}
                title="Ctrl+S"
              >
                {saved === null ? 'Save rule' : 'Save as new version'}
              </Button>
            </>
          )}
        </>
      }
    />
  );
}
