import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

export interface Block {
  readonly name: string;
  /** The element that it stands in; null: wherever one writes, among words. */
  readonly within: 'mj-column' | 'mj-body' | null;
  readonly text: string;
}

export const blocks: readonly Block[] = [
  { name: 'Text', within: 'mj-column', text: '<mj-text>\n  <p>Write here.</p>\n</mj-text>' },
  {
    name: 'Button',
    within: 'mj-column',
    text: '<mj-button href="https://example.com" background-color="{{ brand.color }}">Open it</mj-button>',
  },
  {
    name: 'Image',
    within: 'mj-column',
    text: '<mj-image src="https://example.com/picture.png" alt="What it shows" width="300px" />',
  },
  { name: 'Line', within: 'mj-column', text: '<mj-divider border-width="1px" border-color="#d0d5dd" />' },
  {
    name: 'Two columns',
    within: 'mj-body',
    text: '<mj-section>\n  <mj-column>\n    <mj-text>Left.</mj-text>\n  </mj-column>\n  <mj-column>\n    <mj-text>Right.</mj-text>\n  </mj-column>\n</mj-section>',
  },
  { name: 'Paragraph', within: null, text: '<p>Write here.</p>' },
  { name: 'Link', within: null, text: '<a href="https://example.com">Read on</a>' },
  {
    name: 'Only if known',
    within: null,
    text: '{% if account.renewal_on %}It renews on {{ account.renewal_on }}.{% endif %}',
  },
];

/**
 * Where a block goes: behind the element that the cursor is in, one level below what the block stands in, so that what
 * one writes in is not torn; at the cursor where there is none.
 */
export function insertionOf(block: Block, state: EditorState): { from: number; insert: string } {
  const { head } = state.selection.main;
  if (block.within === null) return { from: head, insert: block.text };
  const before = elementWithin(block.within, state, syntaxTree(state).resolveInner(head));
  if (before === null) return { from: head, insert: block.text };
  const indent = /^\s*/.exec(state.doc.lineAt(before.from).text)?.[0] ?? '';
  const lines = block.text.split('\n').map((line) => `\n${indent}${line}`);
  return { from: before.to, insert: lines.join('') };
}

function elementWithin(parent: string, state: EditorState, inner: SyntaxNode): SyntaxNode | null {
  for (let node: SyntaxNode | null = inner; node !== null; node = node.parent)
    if (node.name === 'Element' && node.parent !== null && nameOf(node.parent, state) === parent) return node;
  return null;
}

function nameOf(element: SyntaxNode, state: EditorState): string | null {
  const name = element.firstChild?.getChild('TagName');
  return name ? state.sliceDoc(name.from, name.to) : null;
}
