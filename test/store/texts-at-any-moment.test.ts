import { expect, test } from 'vitest';
import { openCta } from '../../src-main/actions/ctas/ctas';
import { findTexts } from '../../src-main/store/texts/find-texts';
import { decisionsOn } from '../support/action-context';
import { addAccount, temporaryStore } from '../support/store-builder';

const today = 20_775;

test('A task is written, and found by its words, at whichever millisecond it is decided', () => {
  const temporary = temporaryStore(() => today * 86_400_000);
  try {
    const organizationId = addAccount(temporary.store, today, {});
    const moments = Array.from({ length: 130 }, (_, n) => today * 86_400_000 + 1_000 * (n % 7) + n);
    for (const [n, moment] of moments.entries())
      openCta(decisionsOn(temporary.store, moment), {
        account: { organizationId },
        ...{ type: 'risk', title: 'Call them', reason: null, priority: 'usual', givenTo: null },
        ...{ dueDay: today, tasks: [{ title: `Step number${n}`, dueDay: null }] },
      });
    const now = today * 86_400_000 + 100_000;
    const found = moments.map(
      (_, n) =>
        findTexts(temporary.store.read, { typed: `number${n}`, organizationId, limit: 200, now }).filter(
          ({ parts }) => parts.map(({ text }) => text).join('') === `Step number${n}`,
        ).length,
    );
    expect(found).toEqual(moments.map(() => 1));
  } finally {
    temporary.remove();
  }
});
