import { Button, Menu } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../src-preload/contract/contacts';
import type { WhoIsAsked } from '../../../../src-preload/contract/privacy';
import { trpc } from '../../../api/client';
import { UnlockDialog } from '../../../api/unlock-dialog';
import { useMay } from '../../../api/use-may';
import { named } from '../../../ui/words/named';
import { EraseDialog } from './erase-dialog';
import { ExportDialog } from './export-dialog';
import { ObjectionDialog } from './objection-dialog';
import { whoIs } from './who-is';

type Asked = 'objection' | 'export' | 'erase';

/** What a contact may ask for: not to be profiled, what is held about them, to be erased. */
export function PrivacyMenu({ person }: { person: Person }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayRecord = useMay('manager') && person.contact.objection === null && !person.contact.isInternal;
  const isAdmin = useMay('admin');
  // Once this desktop has erased the contact, its address is gone; what was asked for goes on.
  const [who, setWho] = useState(() => whoIs(person));
  const ask = (what: Asked) => {
    setWho(whoIs(person));
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
          {isAdmin && (
            <>
              <Menu.Item onClick={() => ask('export')}>Export what is held…</Menu.Item>
              <Menu.Item onClick={() => ask('erase')}>Erase everywhere…</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'objection' && <ObjectionDialog person={person} onClose={() => setAsked(null)} />}
      {(asked === 'export' || asked === 'erase') && (
        <Unlocked asked={asked} person={person} who={who} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

interface UnlockedProps {
  asked: 'export' | 'erase';
  person: Person;
  who: WhoIsAsked;
  onClose: () => void;
}

/** First the login that looks after the company, then the request. */
function Unlocked({ asked, person: { contact }, who, onClose }: UnlockedProps) {
  const team = useQuery(trpc.team.get.queryOptions());
  const [isUnlocked, setUnlocked] = useState(false);
  if (team.isPending) return null;
  if (team.data?.keeper == null && !isUnlocked)
    return <UnlockDialog what="privacy requests" onUnlocked={() => setUnlocked(true)} onClose={onClose} />;
  return asked === 'export' ? (
    <ExportDialog name={named(contact.name)} who={who} onClose={onClose} />
  ) : (
    <EraseDialog name={named(contact.name)} who={who} onClose={onClose} />
  );
}
