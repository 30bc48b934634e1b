import { FileInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { mostBadgeBytes } from '../../../../src-preload/contract/celebrations/badges';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { BadgePicture } from '../../../ui/badges/badge-picture';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { notifyDone } from '../../../ui/notify';
import classes from './celebrations.module.css';

/** Takes a picture in as a badge, and shows what of it is taken over before it is. */
export function AddBadgeDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = useMutation(
    trpc.celebrations.lookAtBadge.mutationOptions({
      meta: { showsItsErrors: true },
      onError: (error) => setProblem(callErrorOf(error).message),
    }),
  );
  const add = useMutation(
    trpc.celebrations.addBadge.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`“${name.trim()}” can be chosen in milestones.`);
        onClose();
      },
      onError: (error) => setProblem(callErrorOf(error).message),
    }),
  );

  async function choose(chosen: File | null): Promise<void> {
    look.reset();
    setFile(null);
    setProblem(null);
    if (chosen === null) return;
    if (chosen.size > mostBadgeBytes) {
      setProblem('The picture is larger than 64 kB. Choose another one.');
      return;
    }
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    setFile(text);
    if (name === '') setName(chosen.name.replace(/\.[^.]*$/, '').slice(0, 60));
    look.mutate({ file: text });
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (file === null || look.data === undefined) setProblem('Choose a picture first.');
    else if (name.trim() === '') setProblem('Give it a name.');
    else add.mutate({ file, name: name.trim() });
  }
  return (
    <Dialog title="Add a badge" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FileInput
            label="Picture"
            description="An SVG or a PNG of at most 64 kB. Of an SVG its shapes are taken over and nothing else"
            placeholder="Choose a file"
            accept=".svg,.png,image/svg+xml,image/png"
            data-autofocus
            onChange={(chosen) => void choose(chosen)}
          />
          {look.data && (
            <div className={classes.looked} role="status">
              <BadgePicture own="star" address={look.data.address} size={64} />
              <p>
                {look.data.leftOut.length === 0
                  ? 'All of it is taken over.'
                  : `Left out: ${look.data.leftOut.join(', ')}. Where it looks wrong, save it with its texts and styles as shapes.`}
              </p>
            </div>
          )}
          <TextInput
            label="Name"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {problem && <p role="alert">{problem}</p>}
          <FormActions submit="Add it" onCancel={onClose} busy={add.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
