import { expect, it } from 'vitest';
import { noStepWords } from '../../../src-renderer/features/account/risk/no-step-words';

it('an account of which too little is known never reads as one with nothing to do', () => {
  expect(noStepWords({ tooLittle: null }).title).toBe('Nothing to do');
  const words = noStepWords({ tooLittle: { known: 0.09, missing: ['active_share'], since: '2026-11-13' } });
  expect(words.title).toBe('Too little known to say');
  expect(words.text).toMatch(/^Only 9% of what its score rests on is known, since Nov 13, 2026/);
});
