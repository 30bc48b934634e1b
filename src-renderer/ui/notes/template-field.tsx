import { Select } from '@mantine/core';
import { activityWords } from '../../../src-preload/contract/activities';
import type { ActivityTemplate } from '../../../src-preload/contract/activity-templates';
import classes from './template-field.module.css';

interface TemplateFieldProps {
  /** Those that are offered, in their order. */
  templates: readonly ActivityTemplate[];
  /** Null: the text is of none. */
  chosen: string | null;
  onChoose: (template: ActivityTemplate) => void;
}

/** A template to begin a note with: of its kind, with its headings. */
export function TemplateField({ templates, chosen, onChoose }: TemplateFieldProps) {
  const byId = new Map(templates.map((template) => [template.id, template]));
  if (templates.length === 0) return null;
  return (
    <Select
      className={classes.field}
      size="xs"
      aria-label="Template"
      placeholder="Begin with a template"
      searchable
      nothingFoundMessage="No template is called so"
      data={templates.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      allowDeselect={false}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <bdi>{option.label}</bdi>
          <span className="faint">{kindWord(byId.get(option.value))}</span>
        </span>
      )}
      onChange={(id) => {
        const template = byId.get(id ?? '');
        if (template !== undefined) onChoose(template);
      }}
    />
  );
}

/** Its kind where its name doesn't say it. */
function kindWord(template: ActivityTemplate | undefined): string {
  if (template === undefined || template.name === activityWords[template.kind]) return '';
  return activityWords[template.kind];
}
