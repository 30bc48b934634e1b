import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatInstant } from '../ui/format/instant';
import { Banner } from './banner';

/** Nobody can put off the end of one's own password: it takes somebody else, who has to be asked in time. */
export function PasswordBanner({ endsAt, now }: { endsAt: number; now: number }) {
  const end = formatInstant(endsAt);
  return (
    <Banner
      tone="calm"
      icon={<IconKey size={16} />}
      action={
        <Button size="compact-sm" variant="default" component={Link} to="/settings/connection">
          Look at it
        </Button>
      }
    >
      {endsAt > now
        ? `Your password ends on ${end}; the company’s server lets you in no more after that.`
        : `Your password ended on ${end}: the company’s server lets you in no more.`}{' '}
      Whoever looks after the team can lift that: for a password that you chose yourself by unlocking
      Settings, Team, else by giving you another one.
    </Banner>
  );
}
