import { expect, test } from 'vitest';
import { whyWords } from '../../../src-renderer/features/reports/report-words';

test('a figure that shows another value is told with both, and one that shows the same as unmoved', () => {
  expect(whyWords('the MRR', '€540', '€480')).toBe('Why the MRR went from €540 to €480');
  expect(whyWords('the MRR', '€540', '€540')).toBe('The MRR stayed at €540');
});
