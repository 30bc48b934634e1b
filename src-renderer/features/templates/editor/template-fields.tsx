import { Select, Switch, TextInput } from '@mantine/core';
import { channelName, isMessageChannel, messageChannels } from '../../../../src-preload/contract/channels';
import { categoryName, isKnownCategory } from '../../../../src-preload/contract/templates/category-words';
import { templateCategories } from '../../../../src-preload/contract/templates/templates';
import { useMay } from '../../../api/use-may';
import { Section } from '../../../ui/section';
import { languageName } from '../template-words';
import { type EditedTemplate, goingBy } from './template-draft';
import classes from './template-fields.module.css';

interface TemplateFieldsProps {
  template: EditedTemplate;
  change: (part: Partial<EditedTemplate>) => void;
  readOnly: boolean;
  /** What the last save found wrong, by field. */
  taken: Readonly<Record<string, string>>;
}

/** What a template is called, is about and is written in. */
export function TemplateFields({ template, change, readOnly, taken }: TemplateFieldsProps) {
  const isAdmin = useMay('admin');
  const { name, category, language, isTransactional, channel, version } = template;
  const categories = [...templateCategories, ...(isKnownCategory(category) ? [] : [category])];
  return (
    <Section title="What it is">
      <div className={classes.fields}>
        <TextInput
          label="Name"
          description="Recipients don’t see it"
          value={name}
          maxLength={100}
          readOnly={readOnly}
          error={taken['name']}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label="Goes by"
          description={version === null ? 'Stays as it is made' : 'As it was made'}
          data={messageChannels.map((value) => ({ value, label: channelName(value) }))}
          value={channel}
          allowDeselect={false}
          readOnly={readOnly || version !== null}
          onChange={(value) => value !== null && isMessageChannel(value) && change(goingBy(template, value))}
        />
        <Select
          label="Category"
          description="Recipients end and choose messages by it"
          data={categories.map((value) => ({ value, label: categoryName(value) }))}
          value={category}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && change({ category: value })}
        />
        <TextInput
          label="Language"
          description={`Of its words and figures: ${languageName(language)}`}
          value={language}
          maxLength={20}
          readOnly={readOnly}
          spellCheck={false}
          error={taken['language']}
          onChange={(event) => change({ language: event.currentTarget.value })}
        />
        {channel !== 'webhook' && (
          <Switch
            label="Transactional"
            description={transactionalWords(channel, isAdmin)}
            checked={isTransactional}
            disabled={readOnly || !isAdmin}
            onChange={(event) => change({ isTransactional: event.currentTarget.checked })}
          />
        )}
      </div>
    </Section>
  );
}

/** Of a channel that one agrees to by itself, nobody gets it who did not. */
function transactionalWords(channel: string, isAdmin: boolean): string {
  if (channel === 'sms' || channel === 'web_push')
    return isAdmin
      ? 'Has to be got at any hour: quiet hours and caps don’t hold it'
      : 'Goes at any hour and beyond caps: only admins mark it';
  return isAdmin
    ? 'Has to be got in any case: it goes to people who unsubscribed, too'
    : 'Goes to people who unsubscribed, too: only admins mark it';
}
