import { useQuery } from '@tanstack/react-query';
import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { useSaveKey } from '../../../ui/use-save-key';
import { EffectSection } from '../acting/effect-section';
import { FiringsSection } from '../acting/firings-section';
import { StandingSection } from '../acting/standing-section';
import { ConditionBuilder } from '../conditions/condition-builder';
import { faultsOf } from '../conditions/faults-of';
import { MatchingSection } from '../matching/matching-section';
import { PastSection } from '../past/past-section';
import { RuleVersions } from '../versions/rule-versions';
import { ActionsSection } from './actions-section';
import { type EditedRule, editable, isSameRule } from './edited-rule';
import { useEntryDraft } from './entry-drafts';
import { factsAbout } from './facts-about';
import classes from './fields.module.css';
import { FiringSection } from './firing-section';
import { LimitsSection } from './limits-section';
import { RuleFields } from './rule-fields';
import { RuleHead } from './rule-head';
import { RuleNotice } from './rule-notice';
import { SaveQuestion } from './save-question';
import { SentenceSection } from './sentence-section';
import { useLooked } from './use-looked';
import { useRuleSaving } from './use-rule-saving';

interface RuleEditorProps {
  draftKey: string;
  /** What was left in the editor. */
  kept: EditedRule | null;
  /** Null: a new one. */
  saved: ListedRule | null;
  /** What is saved, or what a new one begins with. */
  base: EditedRule;
}

/** Writes a rule and shows beside it whom it addresses now, and whom it would have in the past. */
export function RuleEditor({ draftKey, kept, saved, base }: RuleEditorProps) {
  const editing = useEntryDraft({ key: draftKey, kept, saved: base, isSame: isSameRule });
  const { entry: rule, change } = editing;
  const { definition } = rule;
  const locked = useLocked(saved);
  const readOnly = locked !== null;
  const saving = useRuleSaving({ saved, base, editing });
  useSaveKey(() => !readOnly && saving.save());
  const offered = useQuery(trpc.rules.facts.queryOptions()).data;
  const looked = useLooked(saved?.id ?? null, rule);
  const findings = looked.check.data?.findings ?? [];
  const alter = (part: Partial<RuleDefinition>) => change({ definition: { ...definition, ...part } });
  const given = {
    facts: factsAbout(definition.subject, offered?.facts ?? []),
    segments: offered?.segments ?? [],
    isStrict: saving.wasTried,
  };
  const part = { definition, change: alter, readOnly };
  return (
    <>
      <RuleHead saved={saved} rule={rule} editing={editing} readOnly={readOnly} saving={saving} />
      <SectionStack>
        <RuleNotice saved={saved} rule={rule} isChanged={editing.isChanged} locked={locked} saving={saving} />
        <SentenceSection check={looked.check} isStale={looked.isChecking} />
        {saved !== null && <StandingSection rule={saved} />}
        {saved !== null && <EffectSection id={saved.id} />}
        <div className={classes.beside}>
          <SectionStack>
            <RuleFields rule={rule} change={change} readOnly={readOnly} taken={saving.fields} />
            <Section
              title="Whom it addresses"
              note={
                definition.subject === 'account'
                  ? 'What has to hold for an account'
                  : 'What has to hold for a contact, or for the account'
              }
            >
              <ConditionBuilder
                {...given}
                label="Conditions"
                tree={definition.conditions}
                onChange={(conditions) => alter({ conditions })}
                faults={faultsOf(findings, 'conditions')}
                readOnly={readOnly}
              />
            </Section>
            <FiringSection {...part} given={{ ...given, faults: faultsOf(findings, 'rearm') }} />
            <ActionsSection
              {...part}
              findings={findings.filter(({ field }) => field === 'actions')}
              isStrict={saving.wasTried}
            />
            <LimitsSection {...part} />
          </SectionStack>
          <SectionStack>
            <MatchingSection
              subject={definition.subject}
              matches={looked.matches}
              isStale={looked.isMatching}
            />
            <PastSection saved={saved} rule={rule} isChanged={editing.isChanged} />
          </SectionStack>
        </div>
        {saved !== null && saved.standing !== null && (
          <FiringsSection id={saved.id} subject={saved.definition.subject} />
        )}
        {saved !== null && (
          <RuleVersions
            saved={saved}
            readOnly={readOnly}
            onRestore={(restored) => change({ definition: editable(restored) })}
          />
        )}
      </SectionStack>
      <SaveQuestion {...saving} subject={definition.subject} acts={saved?.state === 'active'} />
    </>
  );
}

/** Why a rule can't be changed here, in words; null: it can. Until it is known nothing is offered, and nothing said. */
function useLocked(saved: ListedRule | null): string | null {
  const isManager = useMay('manager');
  const isKnown = useQuery(trpc.settings.me.queryOptions()).data !== undefined;
  if (saved !== null) return saved.locked;
  if (isManager) return null;
  return isKnown ? 'You can read rules; managers write them.' : '';
}
