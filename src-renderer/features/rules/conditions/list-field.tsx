import { MultiSelect, TagsInput } from '@mantine/core';
import { mostListed } from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import type { FieldProps } from './parameter-fields';
import { withGone } from './single-field';

/** Any of several words: of a choice its own, of a text those that are typed, each ended by Enter or a comma. */
export function ListField({
  condition,
  set,
  fact,
  about,
  told,
  wrong,
  readOnly,
}: FieldProps & { fact: Fact }) {
  const words = (Array.isArray(condition.value) ? condition.value : []).flatMap((one) =>
    one === null ? [] : [String(one)],
  );
  const common = {
    size: 'xs',
    'aria-label': `Any of: ${about}`,
    'aria-describedby': told,
    miw: 200,
    maw: 420,
    value: words,
    error: wrong,
    readOnly,
    onChange: (next: string[]) => set({ ...condition, value: next }),
  } as const;
  if (fact.type === 'choice')
    return (
      <MultiSelect
        {...common}
        data={withGone(fact, words)}
        placeholder={words.length === 0 ? 'Choose some' : ''}
        searchable={fact.words.length > 8}
        maxValues={mostListed}
      />
    );
  return (
    <TagsInput
      {...common}
      placeholder={words.length === 0 ? 'Type one, then Enter' : ''}
      maxTags={mostListed}
      acceptValueOnBlur
    />
  );
}
