import type { ComponentProps } from 'react';
import classes from './icon-button.module.css';

/** A button that is an icon with a name: light enough for every row of a list. A menu it opens may add a class. */
export function IconButton({
  label,
  title = label,
  className = '',
  ...rest
}: { label: string } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className={`${classes.button} ${className}`}
      aria-label={label}
      title={title}
      {...rest}
    />
  );
}
