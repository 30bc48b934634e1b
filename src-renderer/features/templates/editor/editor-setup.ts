import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { xml, xmlLanguage } from '@codemirror/lang-xml';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { layoutTags } from '../../../../src-preload/contract/templates/layout-tags';
import { codeTheme } from './code-theme';
import { completeLiquid } from './completions';

/** What the layout and the lines have in common. Tab leaves the field, as it does every other. */
const common: Extension = [
  history(),
  drawSelection(),
  closeBrackets(),
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  codeTheme,
];

const manyLines: Extension = [
  common,
  lineNumbers(),
  lintGutter(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  bracketMatching(),
  EditorView.lineWrapping,
];

const layout: Extension = [
  manyLines,
  xml({ elements: Array.from(layoutTags, (name) => ({ name })) }),
  xmlLanguage.data.of({ autocomplete: completeLiquid }),
  autocompletion({ icons: false }),
  indentOnInput(),
  EditorView.theme({ '.cm-scroller': { minHeight: '320px', maxHeight: '48vh' } }),
];

const text: Extension = [
  manyLines,
  autocompletion({ icons: false, override: [completeLiquid] }),
  EditorView.theme({ '.cm-scroller': { minHeight: '160px', maxHeight: '48vh' } }),
];

const line: Extension = [
  common,
  autocompletion({ icons: false, override: [completeLiquid] }),
  EditorView.clipboardInputFilter.of((text) => text.replace(/\s*\n\s*/g, ' ')),
  EditorState.transactionFilter.of((change) => (change.newDoc.lines > 1 ? [] : change)),
  EditorView.contentAttributes.of({ 'aria-multiline': 'false' }),
  EditorView.theme({ '.cm-content': { padding: '4px 0' }, '.cm-line': { padding: '0 10px' } }),
];

const setups = { layout, text, line } as const;

export function setupFor(kind: keyof typeof setups): Extension {
  return setups[kind];
}
