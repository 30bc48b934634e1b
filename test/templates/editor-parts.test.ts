import { xml } from '@codemirror/lang-xml';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { compileLayout } from '../../src-main/templates/layout/compile';
import { lint } from '../../src-main/templates/lint/lint';
import { liquidFor } from '../../src-main/templates/liquid/engine';
import { templateFilters } from '../../src-preload/contract/templates/filters';
import { layoutTags } from '../../src-preload/contract/templates/layout-tags';
import { blocks, insertionOf } from '../../src-renderer/features/templates/editor/blocks';
import { begunWith } from '../../src-renderer/features/templates/editor/template-draft';

const empty = begunWith(undefined);

async function problemsOf(mjml: string) {
  const source = { ...empty, subject: 'Hello', mjml };
  const { html, problems } = await compileLayout(source);
  // A part that stands within a text is left as it is, and shown by nobody.
  expect(html).not.toContain('<mj-');
  return [...problems, ...lint(source, html)];
}

test('every filter of the engine is explained to whoever writes, and no other', () => {
  expect(Object.keys(templateFilters).sort()).toEqual(Object.keys(liquidFor('header', 'en').filters).sort());
});

test('an empty template can be saved once it says something', async () => {
  const written = empty.mjml.replace(
    '<p></p>',
    '<p>We would like to hear how it goes with you and your team.</p>',
  );
  expect(await problemsOf(written)).toEqual([]);
});

describe('a block that is inserted', () => {
  const written = empty.mjml.replace(
    '<p></p>',
    '<p>We would like to hear how it goes with you and your team.</p>',
  );

  test.each(blocks)(
    '$name leaves a template that can be saved, wherever in its text one writes',
    async (block) => {
      for (const place of ['Hi {{', 'hear how', '<p>Best']) {
        const state = EditorState.create({
          doc: written,
          selection: { anchor: written.indexOf(place) },
          extensions: xml(),
        });
        const after = state.update({ changes: insertionOf(block, state) }).state.doc.toString();
        expect(after).toContain(block.text.split('\n')[0]);
        const errors = (await problemsOf(after)).filter(({ weight }) => weight === 'error');
        expect(errors, after).toEqual([]);
      }
    },
  );
});

test('what is offered as layout is what a layout may be made of', () => {
  for (const block of blocks)
    for (const [, tag = ''] of block.text.matchAll(/<(mj-[a-z-]+)/g))
      expect(layoutTags.has(tag), tag).toBe(true);
});
