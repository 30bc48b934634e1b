import type { ComponentProps } from 'react';
import './icon-button.css';

/** A button that is an icon with a name: light enough for every row of a list. */
export function IconButton({
  label,
  title = label,
  className = '',
  ...rest
}: { label: string } & ComponentProps<'button'>) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={title} {...rest} />
  );
}
