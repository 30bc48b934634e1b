import { type ReactNode, useId } from 'react';
import classes from './section.module.css';

interface SectionProps {
  title: string;
  /** One short line under the title: what is shown, its unit, its dates. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** `flush` lets a table or list touch the edges. */
  padding?: 'normal' | 'flush';
}

/** A titled surface of a page. */
export function Section({ title, note, actions, children, padding = 'normal' }: SectionProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.title} id={id}>
            {title}
          </h2>
          {note && <p className={classes.note}>{note}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.body} data-padding={padding}>
        {children}
      </div>
    </section>
  );
}
