import type { EditorView } from '@codemirror/view';
import { useRef, useState } from 'react';
import type { TemplateProblem } from '../../../../src-preload/contract/templates/problem';
import { templateVariables, type VariableName } from '../../../../src-preload/contract/templates/variables';
import { Section } from '../../../ui/section';
import { type Block, insertionOf } from './blocks';
import { CodeField } from './code-field';
import { InsertMenus } from './insert-menus';
import { ProblemList } from './problem-list';
import type { EditedTemplate } from './template-draft';
import classes from './writing-section.module.css';

interface WritingSectionProps {
  template: EditedTemplate;
  change: (part: Partial<EditedTemplate>) => void;
  readOnly: boolean;
  /** Null: not known. */
  problems: readonly TemplateProblem[] | null;
  /** Whether what was typed last is still being looked at. */
  isLooking: boolean;
}

type Field = TemplateProblem['field'];
interface WrittenField {
  readonly field: Field;
  readonly label: string;
  readonly help: string;
}
const plainFields: readonly WrittenField[] = [
  { field: 'subject', label: 'Title', help: '' },
  { field: 'mjml', label: 'Text', help: 'as it is, with values in {{ }}' },
];
const mailFields: readonly WrittenField[] = [
  { field: 'subject', label: 'Subject', help: '' },
  { field: 'preheader', label: 'Preheader', help: 'what inboxes show behind the subject' },
  { field: 'mjml', label: 'Layout', help: 'MJML, with values in {{ }}' },
];

/** What it is written in, field by field, with what is wrong with them. */
export function WritingSection(props: WritingSectionProps) {
  const { template, change, readOnly, problems, isLooking } = props;
  const isMail = template.channel === 'email';
  const views = useRef(new Map<Field, EditorView>());
  const [active, setActive] = useState<Field>('mjml');

  function insert(make: (view: EditorView) => { from: number; insert: string; cursor?: number }): void {
    const view = views.current.get(active);
    if (view === undefined) return;
    const { from, insert: text, cursor = text.length } = make(view);
    view.dispatch({
      changes: { from, insert: text },
      selection: { anchor: from + cursor },
      scrollIntoView: true,
      userEvent: 'input',
    });
    // After the menu has given the focus up.
    requestAnimationFrame(() => view.focus());
  }
  return (
    <Section title="What it says">
      <div className={classes.writing}>
        {!readOnly && (
          <InsertMenus
            onVariable={(name) => insert((view) => valueIn(view, name))}
            {...(isMail &&
              active === 'mjml' && {
                onBlock: (block: Block) => insert(({ state }) => insertionOf(block, state)),
              })}
          />
        )}
        {(isMail ? mailFields : plainFields).map(({ field, label, help }) => (
          <div key={`${template.channel} ${field}`}>
            <p className={classes.label}>
              {label} {help && <span className="faint">{help}</span>}
            </p>
            <CodeField
              label={label}
              kind={field !== 'mjml' ? 'line' : isMail ? 'layout' : 'text'}
              text={template[field]}
              onText={(text) => change({ [field]: text })}
              readOnly={readOnly}
              problems={(problems ?? []).filter((problem) => problem.field === field)}
              onMade={(view) => views.current.set(field, view)}
              onFocus={() => setActive(field)}
            />
          </div>
        ))}
        <ProblemList
          problems={problems}
          isLooking={isLooking}
          onGo={({ field, line }) => {
            const view = views.current.get(field);
            if (view === undefined) return;
            const { from } = view.state.doc.line(Math.min(line ?? 1, view.state.doc.lines));
            view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
            view.focus();
          }}
        />
      </div>
    </Section>
  );
}

/** A value that may be missing brings its fallback, and the cursor goes there. */
function valueIn(
  { state }: EditorView,
  name: VariableName,
): { from: number; insert: string; cursor?: number } {
  const from = state.selection.main.head;
  if (templateVariables[name].missing === null) return { from, insert: `{{ ${name} }}` };
  const begin = `{{ ${name} | default: "`;
  return { from, insert: `${begin}" }}`, cursor: begin.length };
}
