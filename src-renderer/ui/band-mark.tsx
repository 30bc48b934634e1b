import type { Band } from '../../src-preload/contract/domain';
import classes from './band-mark.module.css';

/** Each band has a colour and a shape, so that it is told without seeing colour. Always beside a word or a number. */
export const bandWords: Record<Band, string> = { healthy: 'Healthy', middle: 'Middle', poor: 'Poor' };

export function BandMark({ band, size = 10 }: { band: Band | null; size?: number }) {
  return (
    <svg
      className={classes.mark}
      data-band={band ?? 'none'}
      width={size}
      height={size}
      viewBox="0 0 10 10"
      aria-hidden="true"
    >
      <BandShape band={band} />
    </svg>
  );
}

function BandShape({ band }: { band: Band | null }) {
  switch (band) {
    case 'healthy':
      return <circle cx="5" cy="5" r="4.25" />;
    case 'middle':
      return <path d="M5 0.2 9.8 5 5 9.8 0.2 5Z" />;
    case 'poor':
      return <path d="M0.3 0.9h9.4L5 9.4Z" />;
    case null:
      return <path d="M1 4.25h8v1.5H1Z" />;
  }
}
