import { Button, Select } from '@mantine/core';
import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import { plural } from '../../../../src-preload/contract/words';
import { NumberEntry } from '../../../ui/number-entry';
import { Section } from '../../../ui/section';
import { type BuilderGiven, ConditionBuilder } from '../conditions/condition-builder';
import { emptyCondition, newId } from '../conditions/condition-draft';
import classes from './fields.module.css';
import { triggerWords } from './setting-words';

export interface PartProps {
  definition: RuleDefinition;
  change: (part: Partial<RuleDefinition>) => void;
  readOnly: boolean;
}

/** When it fires for an account that comes to match, and when it may again. */
export function FiringSection({ definition, change, readOnly, given }: PartProps & { given: BuilderGiven }) {
  const { trigger, clearDays, coolDownDays, rearm } = definition;
  return (
    <Section title="When it fires" note="Who matches when the rule is first switched on is no news">
      <div className={classes.fields}>
        <Select
          label="It fires"
          data={(['edge', 'level'] as const).map((value) => ({ value, label: triggerWords[value] }))}
          value={trigger}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && change({ trigger: value })}
        />
        <DaysField
          label="Not again within"
          days={coolDownDays}
          most={365}
          readOnly={readOnly}
          onChange={(days) => change({ coolDownDays: days })}
        />
        {trigger === 'edge' && (
          <DaysField
            label="Armed again after"
            unit="in the clear"
            days={clearDays}
            least={1}
            most={90}
            readOnly={readOnly}
            onChange={(days) => change({ clearDays: days })}
          />
        )}
      </div>
      {trigger === 'edge' && (
        <div className={classes.below}>
          {rearm === null ? (
            !readOnly && (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() =>
                  change({ rearm: { id: newId(), combinator: 'and', rules: [emptyCondition()] } })
                }
              >
                Arm it again at a level of its own
              </Button>
            )
          ) : (
            <>
              <p className={classes.label}>Armed again only once</p>
              <ConditionBuilder
                {...given}
                label="Conditions under which it is armed again"
                tree={rearm}
                onChange={(tree) => change({ rearm: tree })}
                readOnly={readOnly}
              />
              {!readOnly && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  onClick={() => change({ rearm: null })}
                >
                  Without a level of its own
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </Section>
  );
}

interface DaysFieldProps {
  label: string;
  /** What days they are. */
  unit?: string;
  days: number;
  least?: number;
  most: number;
  readOnly: boolean;
  onChange: (days: number) => void;
}

/** Whole days within bounds; what lies outside is brought back when the field is left. */
export function DaysField({ label, unit = '', days, least = 0, most, readOnly, onChange }: DaysFieldProps) {
  return (
    <NumberEntry
      label={label}
      value={days}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      suffix={` ${plural(days, 'day')}${unit && ` ${unit}`}`}
      readOnly={readOnly}
      onChange={(next) => onChange(Math.min(most, Math.max(least, next ?? least)))}
    />
  );
}
