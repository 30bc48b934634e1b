import { Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type AccountLinkTemplate, accountLinkSchema } from '../../../../src-preload/contract/links';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { IconButton } from '../../../ui/icon-button';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import classes from './links-screen.module.css';

/** Links from each account to the company's other systems. */
export function LinksScreen() {
  const links = useQuery(trpc.settings.links.queryOptions());
  return (
    <Loaded answer={links} waiting={<RowSkeletons count={4} />}>
      {(data) => <LinksForm links={data.links} />}
    </Loaded>
  );
}

const none: AccountLinkTemplate = { label: '', template: '' };
const most = 6;
/** Links have no other name than their place. */
const placeKeys = Array.from({ length: most }, (_none, place) => `link ${place}`);

function LinksForm({ links }: { links: readonly AccountLinkTemplate[] }) {
  const [draft, setDraft] = useState(links.length === 0 ? [none] : [...links]);
  const [sent, setSent] = useState(false);
  const save = useMutation(
    trpc.settings.setLinks.mutationOptions({
      onSuccess: () => notifyDone('Every account has these links now.'),
    }),
  );
  const given = draft.filter(({ label, template }) => label !== '' || template !== '');
  const sound = given.every((link) => accountLinkSchema.safeParse(link).success);

  function change(index: number, part: Partial<AccountLinkTemplate>): void {
    setDraft(draft.map((link, place) => (place === index ? { ...link, ...part } : link)));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (sound) save.mutate({ links: given });
  }

  return (
    <Section
      title="Links to other systems"
      note="Opens an account in your CRM or help desk; {external_id} stands for the company’s own id of it, {name} for its name"
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {draft.map((link, index) => (
          <div className={classes.link} key={placeKeys[index]}>
            <TextInput
              label="Name"
              placeholder="CRM"
              value={link.label}
              maxLength={30}
              onChange={(event) => change(index, { label: event.currentTarget.value })}
              error={sent && given.includes(link) && problemOf(link, 'label')}
            />
            <TextInput
              label="Address"
              placeholder="https://crm.example.com/accounts/{external_id}"
              value={link.template}
              maxLength={500}
              spellCheck={false}
              onChange={(event) => change(index, { template: event.currentTarget.value })}
              error={sent && given.includes(link) && problemOf(link, 'template')}
            />
            <IconButton
              label={`Remove ${link.label || 'this link'}`}
              onClick={() => setDraft(draft.filter((_link, place) => place !== index))}
            >
              <IconTrash size={16} stroke={1.6} />
            </IconButton>
          </div>
        ))}
        <div className={classes.buttons}>
          <Button
            variant="default"
            disabled={draft.length >= most}
            onClick={() => setDraft([...draft, none])}
          >
            Add a link
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}

function problemOf(link: AccountLinkTemplate, part: keyof AccountLinkTemplate): string | undefined {
  const { error } = accountLinkSchema.safeParse(link);
  return error?.issues.find(({ path }) => path[0] === part)?.message;
}
