import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { callErrorOf } from '../api/call-error';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';

/** A screen that broke while drawing: the rest of the app stays usable. */
export function ScreenFailure({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  return (
    <ErrorState
      error={callErrorOf(error)}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

export function RouteNotFound() {
  return (
    <EmptyState
      icon={<IconCompass size={24} stroke={1.5} />}
      title="There is no such page"
      text="The link may come from another version of Steward."
      action={
        <Button component={Link} to="/" variant="default">
          Go to Today
        </Button>
      }
    />
  );
}
