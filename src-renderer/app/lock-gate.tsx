import { IconLock } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Lock, offlineDays } from '../../src-preload/contract/sign-in';
import { copyLock, syncStatus } from '../api/host-signals';
import { useMilestone } from '../api/milestone';
import { useSignal } from '../api/signal';
import { formatInstant } from '../ui/format/instant';
import { formatPlural } from '../ui/format/number';
import { Page } from '../ui/page';
import { PageHeader } from '../ui/page-header';
import { State } from '../ui/state';
import { TryAgain } from './try-again';

const connectionPath = '/settings/connection';

/** In place of every screen while the copy is locked, but for the one on which somebody signs in. */
export function LockGate({ children }: { children: ReactNode }) {
  const lock = useSignal(copyLock);
  const path = useRouterState({ select: (state) => state.location.pathname });
  return lock === null || path === connectionPath ? children : <LockScreen lock={lock} />;
}

function LockScreen({ lock }: { lock: Lock }) {
  const status = useSignal(syncStatus);
  useMilestone('interactive', true);
  // That it is away is said already.
  const trouble = status?.phase === 'offline' ? null : (status?.problem ?? null);
  return (
    <Page>
      <PageHeader title="Locked" />
      <State
        icon={<IconLock size={24} stroke={1.5} />}
        title={lock.why === 'too long' ? 'Locked until you sign in again' : 'Locked: another login'}
        texts={[whyWords(lock), ...clockWords(lock), keptWords(lock), ...(trouble === null ? [] : [trouble])]}
        action={<TryAgain />}
      />
    </Page>
  );
}

function whyWords({ why, login, signedInAt }: Lock): string {
  const when = formatInstant(signedInAt);
  return why === 'too long'
    ? `The company’s server last let ${login} in on ${when}. The copy on this computer opens without it for ${offlineDays} days, and they are over.`
    : `The copy on this computer was opened by ${login}, last on ${when}. It opens for another login once the company’s server has let that one in.`;
}

/** A clock that was ahead by accident has locked the copy too early: whoever reads this should know why. */
function clockWords({ clockWentBackFrom }: Lock): string[] {
  if (clockWentBackFrom === null) return [];
  return [
    `This computer’s clock was at ${formatInstant(clockWentBackFrom)} and has gone back since, so how long it really was can’t be known.`,
  ];
}

function keptWords({ waiting }: Lock): string {
  const kept = 'Connect to the company’s network: Steward opens by itself as soon as its server answers. ';
  if (waiting === 0) return `${kept}Nothing is lost.`;
  return `${kept}Nothing is lost: ${formatPlural(waiting, 'decision')} of yours ${waiting === 1 ? 'waits' : 'wait'} here and ${waiting === 1 ? 'goes' : 'go'} up then.`;
}
