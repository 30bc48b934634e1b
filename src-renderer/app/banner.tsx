import type { ReactNode } from 'react';
import classes from './status-banners.module.css';

interface BannerProps {
  tone: 'calm' | 'news' | 'trouble';
  icon: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A line over every page. */
export function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone} role="status">
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={classes.text}>{children}</p>
      {action}
    </div>
  );
}
