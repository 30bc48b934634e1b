import type { ReactNode } from 'react';
import classes from './state.module.css';

interface StateProps {
  icon?: ReactNode;
  title: string;
  /** Paragraphs below the title. */
  texts: readonly string[];
  action?: ReactNode;
  /** It is a failure, told at once to those who hear the page. */
  alert?: boolean;
}

/** What stands where something else would be: an icon, a title, a few words and what to do. */
export function State({ icon, title, texts, action, alert = false }: StateProps) {
  return (
    <div className={classes.state} role={alert ? 'alert' : undefined}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <p className={classes.title}>{title}</p>
      {texts.map((text) => (
        <p className={classes.text} key={text}>
          {text}
        </p>
      ))}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
