import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepHeadingsOf, stepsOf } from '../../../src-preload/contract/note-steps';
import {
  clashesOf,
  inOneLine,
  madeOf,
  neighborOf,
  type TemplateSays,
} from '../../../src-renderer/features/settings/activities/template-changes';
import { outlineOf, templateIn, textOfKind, textOfTemplate } from '../../../src-renderer/ui/notes/begun-note';

const own = { id: 'own', kind: 'call' as const, text: 'Reached:\n\nNext:\n', isHidden: false };
const review = {
  id: 'review',
  kind: 'business_review' as const,
  text: 'What was reached:\n',
  isHidden: false,
};
const second = { id: 'second', kind: 'call' as const, text: 'Asked:\n', isHidden: false };
const hidden = { id: 'hidden', kind: 'meeting' as const, text: 'Said:\n', isHidden: true };
const templates = [own, review, second, hidden];
const most = 10_000;

describe('a note begins', () => {
  test('with the first template of its kind that is offered, and with nothing where there is none', () => {
    expect(outlineOf('call', templates)).toBe(own.text);
    expect(outlineOf('meeting', templates)).toBe('');
    expect(outlineOf(null, templates)).toBe('');
  });

  test('with another outline where its kind is chosen, while nobody wrote', () => {
    expect(textOfKind(' \n', 'call', templates)).toBe(own.text);
    expect(textOfKind(own.text, 'business_review', templates)).toBe(review.text);
    expect(textOfKind(hidden.text, 'call', templates)).toBe(own.text);
    expect(textOfKind(own.text, null, templates)).toBe('');
    expect(textOfKind(`${own.text}They`, 'business_review', templates)).toBe(`${own.text}They`);
  });

  test('with a template below what was typed, which another template takes the place of', () => {
    expect(textOfTemplate('', review.text, templates, most)).toBe(review.text);
    expect(textOfTemplate(own.text, review.text, templates, most)).toBe(review.text);
    const typed = textOfTemplate('Spoke with Ada  \n', review.text, templates, most);
    expect(typed).toBe(`Spoke with Ada\n\n${review.text}`);
    expect(textOfTemplate(typed, own.text, templates, most)).toBe(`Spoke with Ada\n\n${own.text}`);
  });

  test('as it was where there is no room for a template', () => {
    const typed = 'x'.repeat(20);
    expect(textOfTemplate(typed, own.text, templates, 22 + own.text.length)).toBe(`${typed}\n\n${own.text}`);
    expect(textOfTemplate(typed, own.text, templates, 21 + own.text.length)).toBe(typed);
  });

  test('and loses nothing that was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom(...templates)), (typed, chosen) => {
        fc.pre(typed.trim() !== '' && !templates.some(({ text }) => text === typed || typed.endsWith(text)));
        const written = chosen.reduce(
          (text, template) => textOfTemplate(text, template.text, templates, most),
          typed,
        );
        expect(written.startsWith(typed.trimEnd())).toBe(true);
      }),
    );
  });

  test('and names its template while its words stand as they are', () => {
    expect(templateIn(own.text, 'call', templates)).toBe(own);
    expect(templateIn(`Hi\n\n${own.text}`, 'call', templates)).toBe(own);
    expect(templateIn(own.text, 'meeting', templates)).toBeUndefined();
    expect(templateIn(`${own.text}They`, 'call', templates)).toBeUndefined();
    expect(templateIn(hidden.text, 'meeting', templates)).toBeUndefined();
  });
});

test('headings under which next steps are written are those that steps are read from', () => {
  const text = 'What is next:\n\nRisks:\n# To do\n- [ ] Call\nNext: mail\n  Next:  \n';
  expect(stepHeadingsOf(text)).toEqual(['What is next:', '# To do', 'Next:']);
  for (const heading of stepHeadingsOf(text)) expect(stepsOf(`${heading}\nDo it`)).toHaveLength(1);
});

describe('a template that two change', () => {
  const seen: TemplateSays = { name: 'Review', kind: 'call', text: 'Next:' };

  test('clashes where both changed a part, each otherwise', () => {
    const now = { ...seen, name: 'Ours', text: 'Asked:' };
    expect(clashesOf({ text: 'Mine:' }, seen, now)).toEqual(['text']);
    expect(clashesOf({ name: 'Mine', kind: 'meeting', text: 'Mine:' }, seen, now)).toEqual(['name', 'text']);
    expect(clashesOf({ text: 'Asked:' }, seen, now)).toEqual([]);
    expect(clashesOf({ kind: 'meeting' }, seen, now)).toEqual([]);
    expect(clashesOf({ text: 'Mine:' }, seen, seen)).toEqual([]);
  });

  test('made an own one has a name that nobody has', () => {
    expect(madeOf(seen, ['Review'])).toEqual({ ...seen, name: 'Review, our own' });
    expect(madeOf(seen, ['Review, our own', 'Review, our own 2']).name).toBe('Review, our own 3');
    expect(madeOf({ ...seen, name: 'x'.repeat(80) }, []).name.length).toBeLessThanOrEqual(80);
  });
});

test('a template is shown in one line', () => {
  expect(inOneLine(' Reached:\n\n Next:\n')).toBe('Reached: · Next:');
});

test('a step up or down leads before a neighbor, and not beyond the ends', () => {
  const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const order = [a, b, c];
  expect(neighborOf(order, 'b', 'up')).toEqual({ before: 'a' });
  expect(neighborOf(order, 'a', 'down')).toEqual({ before: 'c' });
  expect(neighborOf(order, 'b', 'down')).toEqual({ before: null });
  expect(neighborOf(order, 'a', 'up')).toBeUndefined();
  expect(neighborOf(order, 'c', 'down')).toBeUndefined();
  expect(neighborOf(order, 'gone', 'up')).toBeUndefined();
});
