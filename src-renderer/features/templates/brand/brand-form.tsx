import { Button, ColorInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Brand, brandSchema, neutralColor } from '../../../../src-preload/contract/templates/brand';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import classes from './brand-form.module.css';
import { contrastWithWhite, leastContrast } from './contrast';

type Written = Readonly<Record<keyof Brand, string>>;

const fields: readonly { key: Exclude<keyof Brand, 'color'>; label: string; help: string; hint?: string }[] =
  [
    { key: 'company_name', label: 'Company', help: 'As it signs' },
    {
      key: 'postal_address',
      label: 'Postal address',
      help: 'The law wants it in every mail',
      hint: '1 Harbour Street, Dublin',
    },
    { key: 'sender_name', label: 'Sender’s name', help: 'Whom a mail comes from' },
    {
      key: 'sender_address',
      label: 'Sender’s address',
      help: 'Where answers go',
      hint: 'success@acme.example',
    },
    { key: 'website', label: 'Website', help: 'May stay empty', hint: 'https://acme.example' },
    {
      key: 'logo_url',
      label: 'Address of the logo',
      help: 'May stay empty: mails say the company’s name then',
      hint: 'https://acme.example/logo.png',
    },
  ];

/** The brand as a whole: set by admins, and in force with the next mail. */
export function BrandForm({ brand, readOnly }: { brand: Brand | null; readOnly: boolean }) {
  const [written, setWritten] = useState<Written>(() => writtenOf(brand));
  const [sent, setSent] = useState(false);
  const save = useMutation(
    trpc.templates.setBrand.mutationOptions({
      onSuccess: () => notifyDone('The brand is set, for every mail from now on.'),
    }),
  );
  const checked = brandSchema.safeParse(brandOf(written));
  const problemOf = (key: keyof Brand) =>
    sent ? checked.error?.issues.find(({ path }) => path[0] === key)?.message : undefined;
  const change = (key: keyof Brand, text: string) => setWritten((before) => ({ ...before, [key]: text }));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) save.mutate(checked.data);
  }

  return (
    <Section
      title="What every mail says"
      note={
        brand === null
          ? 'Nothing is set: without a company and a postal address no mail can be made'
          : undefined
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {fields.map(({ key, label, help, hint }) => (
          <TextInput
            key={key}
            label={label}
            description={help}
            {...(hint && { placeholder: hint })}
            value={written[key]}
            readOnly={readOnly}
            spellCheck={false}
            error={problemOf(key)}
            onChange={(event) => change(key, event.currentTarget.value)}
          />
        ))}
        <ColorInput
          label="Colour"
          description="Of buttons and lines, as #1f5fbf"
          value={written.color}
          readOnly={readOnly}
          disallowInput={readOnly}
          withPicker={!readOnly}
          withEyeDropper={false}
          size="xs"
          error={problemOf('color')}
          onChange={(color) => change('color', color.toLowerCase())}
        />
        <Contrast color={written.color} />
        {!readOnly && (
          <div className={classes.actions}>
            <Button type="submit" loading={save.isPending}>
              Set the brand
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

/** How a button would look, and whether its words can be read. */
function Contrast({ color }: { color: string }) {
  if (!brandSchema.shape.color.safeParse(color).success) return <div />;
  const contrast = contrastWithWhite(color);
  const isEnough = contrast >= leastContrast;
  return (
    <div className={classes.contrast}>
      <span className={classes.sample} style={{ backgroundColor: color }} aria-hidden="true">
        A button
      </span>
      <span role="status">
        White on it: {(Math.floor(contrast * 10) / 10).toFixed(1)} to 1,{' '}
        {isEnough
          ? 'which can be read.'
          : `too faint to be read by many. Take a darker one: ${leastContrast} is the least.`}
      </span>
    </div>
  );
}

function writtenOf(brand: Brand | null): Written {
  return {
    company_name: brand?.company_name ?? '',
    postal_address: brand?.postal_address ?? '',
    website: brand?.website ?? '',
    logo_url: brand?.logo_url ?? '',
    color: brand?.color ?? neutralColor,
    sender_name: brand?.sender_name ?? '',
    sender_address: brand?.sender_address ?? '',
  };
}

function brandOf({ website, logo_url, ...written }: Written): unknown {
  return { ...written, website: website.trim() || null, logo_url: logo_url.trim() || null };
}
