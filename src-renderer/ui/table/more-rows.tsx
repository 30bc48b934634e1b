import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './more-rows.module.css';

/** Under a table of which a part is drawn: shows the others, or fewer again. */
export function MoreRows({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <div className={classes.more}>
      <Button variant="subtle" size="compact-sm" fw={400} onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}
