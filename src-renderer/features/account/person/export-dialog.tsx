import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WhoIsAsked } from '../../../../src-preload/contract/privacy';
import { exportLines } from '../../../../src-preload/contract/privacy-words';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { namesIn, OtherNames } from './other-names';
import { PrivacyLines } from './privacy-lines';

/** Writes everything that the company's database holds about a contact into a file. */
export function ExportDialog({ name, who, onClose }: { name: string; who: WhoIsAsked; onClose: () => void }) {
  const [names, setNames] = useState('');
  const save = useMutation(trpc.privacy.export.mutationOptions({ meta: { showsItsErrors: true } }));
  const done = save.data?.path != null ? save.data : null;
  return (
    <TeamForm
      title={`What is held about ${name}`}
      submit={done ? 'Close' : 'Save as a file…'}
      onClose={onClose}
      onSubmit={() => (done ? onClose() : save.mutate({ who, names: namesIn(names) }))}
      busy={save.isPending}
      failure={save.error}
      size="lg"
    >
      {done ? (
        <PrivacyLines label="What the file holds" lines={exportLines(done)} />
      ) : (
        <>
          <p>
            All rows about this contact, and every other text that names them, as the company’s database has
            it now.
          </p>
          <OtherNames value={names} onChange={setNames} />
        </>
      )}
    </TeamForm>
  );
}
