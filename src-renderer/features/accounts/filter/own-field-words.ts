import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import type { AttributeTest, AttributeType } from '../../../../src-preload/contract/attributes';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatMoney } from '../../../ui/format/number';
import { listed } from '../../../ui/words/listed';
import { rangeWords } from './filter-words';

/** What a test of one of the company's own fields asks, in a few words. */
export function testWords(test: AttributeTest, type: AttributeType): string {
  switch (test.test) {
    case 'unknown':
      return 'not known';
    case 'contains':
      return `contains “${test.text}”`;
    case 'one of':
      return listed(test.values) ?? 'nothing';
    case 'between':
      return (
        rangeWords(
          test.least,
          test.most,
          type === 'money' ? formatMoney : (value) => formatCount(value, 3),
        ) ?? 'known'
      );
    case 'in days':
      return rangeWords(test.from, test.to, formatDay) ?? 'known';
    case 'is':
      return test.value ? 'Yes' : 'No';
  }
}

/** @returns undefined where the filter asks nothing of the field */
export function testOf(filter: AccountFilter, name: string): AttributeTest | undefined {
  return filter.attributes?.find((test) => test.name === name);
}

/** The filter with another test of the field, or with none. */
export function withTest(
  filter: AccountFilter,
  name: string,
  test: AttributeTest | undefined,
): AccountFilter {
  const { attributes = [], ...rest } = filter;
  const others = attributes.filter((other) => other.name !== name);
  const next = test === undefined ? others : [...others, test];
  return next.length === 0 ? rest : { ...rest, attributes: next };
}
