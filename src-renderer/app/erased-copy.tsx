import { IconLockX } from '@tabler/icons-react';
import type { Erased } from '../../src-preload/contract/sign-in';
import { formatInstant } from '../ui/format/instant';
import { formatCount } from '../ui/format/number';
import { PageHeader } from '../ui/page-header';
import { State } from '../ui/state';
import { TryAgain } from './try-again';

/** What was here until its login's access was taken back, and what can be done if that was a mistake. */
export function ErasedCopy({ erased: { at, login, unsent } }: { erased: Erased }) {
  return (
    <>
      <PageHeader title="No access" />
      <State
        icon={<IconLockX size={24} stroke={1.5} />}
        title="Your access was taken back"
        texts={[
          `The company’s server took back the access of ${login}. On ${formatInstant(at)} the copy on this computer was erased, with its key and its backups.`,
          unsentWords(unsent),
          'If that was a mistake, ask your administrator: once you are let in again, Steward loads your accounts anew.',
        ]}
        action={<TryAgain />}
      />
    </>
  );
}

export function unsentWords(unsent: Erased['unsent']): string {
  if (unsent.length === 0) return 'Everything you had decided here had reached the company.';
  const list = unsent.map(({ title, count }) => `${title} (${formatCount(count)})`).join(', ');
  return `What you had decided here and had not reached the company went with it: ${list}.`;
}
