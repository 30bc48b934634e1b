import { type OwnBadge, ownBadges } from '../../../src-preload/contract/celebrations/badges';
import classes from './badge-picture.module.css';
import { drawings } from './own-badges';

interface BadgePictureProps {
  /** One of Steward's. */
  own: OwnBadge;
  /** A picture of the company's own, which goes before it. */
  address?: string | undefined;
  /** Of a side, in pixels. */
  size?: number;
}

/** A badge. What it is of stands beside it in words, so it says nothing itself. */
export function BadgePicture({ own, address, size = 32 }: BadgePictureProps) {
  // Within a picture nothing runs and nothing is fetched, whatever the file says.
  if (address !== undefined)
    return <img className={classes.picture} src={address} alt="" width={size} height={size} />;
  const { tone, lines, areas } = drawings[own];
  return (
    <svg
      className={classes.badge}
      data-tone={tone}
      data-badge={own}
      viewBox="0 0 64 64"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <circle className={classes.disc} cx="32" cy="32" r="30" />
      {areas !== undefined && <path className={classes.areas} d={areas} />}
      <path className={classes.lines} d={lines} />
    </svg>
  );
}

/** One of Steward's by its name; what only a newer Steward has shows as none was chosen. */
export function ownBadge(name: string | undefined): OwnBadge | undefined {
  return ownBadges.find((one) => one === name);
}
