import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client';
import { formatInstant } from '../ui/format/instant';
import { Banner } from './banner';

/** The list of connections was damaged: what went with it, where it lies, and what to do. */
export function LostListBanner() {
  const { data } = useQuery(trpc.profiles.list.queryOptions());
  const read = useMutation(trpc.profiles.readOfLoss.mutationOptions());
  if (data?.lost === undefined) return null;
  const { at, file } = data.lost;
  return (
    <Banner
      tone="trouble"
      icon={<IconListDetails size={16} />}
      action={
        <Button size="compact-sm" variant="default" onClick={() => read.mutate()} loading={read.isPending}>
          I have read it
        </Button>
      }
    >
      The list of your connections could not be read on {formatInstant(at)}. No copy and no key was touched,
      and every copy on this computer is listed again; names and addresses of connections may be lost. Look
      under Settings, Connection: open each one, name it, and enter its address where it is missing. The
      damaged list is kept as {file} in Steward’s folder.
    </Banner>
  );
}
