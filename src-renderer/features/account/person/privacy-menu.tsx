import { Button, Menu } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../src-preload/contract/contacts';
import { trpc } from '../../../api/client';
import { UnlockDialog } from '../../../api/unlock-dialog';
import { useMay } from '../../../api/use-may';
import { named } from '../../../ui/words/named';
import { addressOf } from './address-of';
import { EraseDialog } from './erase-dialog';
import { ExportDialog } from './export-dialog';
import { ObjectionDialog } from './objection-dialog';

type Asked = 'objection' | 'export' | 'erase';

/** What a contact may ask for: not to be profiled, what is held about them, to be erased. */
export function PrivacyMenu({ person }: { person: Person }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayRecord = useMay('manager') && person.contact.objection === null && !person.contact.isInternal;
  const isAdmin = useMay('admin');
  const address = addressOf(person);
  // Once this desktop has erased the contact, its address is gone; what was asked for goes on.
  const [email, setEmail] = useState('');
  const ask = (what: Asked) => {
    setEmail(address ?? '');
    setAsked(what);
  };
  if (!mayRecord && !isAdmin) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconShieldLock size={16} stroke={1.5} />}>
            Privacy
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayRecord && <Menu.Item onClick={() => setAsked('objection')}>Objects to profiling…</Menu.Item>}
          {isAdmin && address === null && (
            <Menu.Label>Without an address nothing tells whose data it is</Menu.Label>
          )}
          {isAdmin && address !== null && (
            <>
              <Menu.Item onClick={() => ask('export')}>Export what is held…</Menu.Item>
              <Menu.Item onClick={() => ask('erase')}>Erase everywhere…</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'objection' && <ObjectionDialog person={person} onClose={() => setAsked(null)} />}
      {(asked === 'export' || asked === 'erase') && (
        <Unlocked asked={asked} person={person} email={email} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

interface UnlockedProps {
  asked: 'export' | 'erase';
  person: Person;
  email: string;
  onClose: () => void;
}

/** First the login that looks after the company, then the request. */
function Unlocked({ asked, person: { contact }, email, onClose }: UnlockedProps) {
  const team = useQuery(trpc.team.get.queryOptions());
  const [isUnlocked, setUnlocked] = useState(false);
  if (team.isPending) return null;
  if (team.data?.keeper == null && !isUnlocked)
    return <UnlockDialog what="privacy requests" onUnlocked={() => setUnlocked(true)} onClose={onClose} />;
  return asked === 'export' ? (
    <ExportDialog name={named(contact.name)} email={email} onClose={onClose} />
  ) : (
    <EraseDialog name={named(contact.name)} email={email} onClose={onClose} />
  );
}
