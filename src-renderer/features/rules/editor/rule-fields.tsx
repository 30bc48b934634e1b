import { Select, Textarea, TextInput } from '@mantine/core';
import { factSubjects } from '../../../../src-preload/contract/rules/fact';
import { Section } from '../../../ui/section';
import { about, type EditedRule, longestName } from './edited-rule';
import classes from './fields.module.css';
import { lookedAtWords } from './setting-words';

interface RuleFieldsProps {
  rule: EditedRule;
  change: (part: Partial<EditedRule>) => void;
  readOnly: boolean;
  /** What the last save found wrong, by field. */
  taken: Readonly<Record<string, string>>;
}

/** What it is called, and why it is there. */
export function RuleFields({ rule, change, readOnly, taken }: RuleFieldsProps) {
  const { name, definition } = rule;
  return (
    <Section title="What it is">
      <div className={classes.fields}>
        <TextInput
          label="Name"
          value={name}
          maxLength={longestName}
          readOnly={readOnly}
          error={taken['name']}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label="It looks at"
          data={factSubjects.map((value) => ({ value, label: lookedAtWords[value] }))}
          value={definition.subject}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(subject) => subject !== null && change({ definition: about(definition, subject) })}
        />
        <Textarea
          label="Why it is there"
          className={classes.wide ?? ''}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          value={definition.description}
          readOnly={readOnly}
          onChange={(event) =>
            change({ definition: { ...definition, description: event.currentTarget.value } })
          }
        />
      </div>
    </Section>
  );
}
