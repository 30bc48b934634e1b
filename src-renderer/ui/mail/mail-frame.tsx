import { type Appearance, framedMail } from './framed-mail';
import classes from './mail-frame.module.css';

interface MailFrameProps {
  html: string;
  appearance: Appearance;
  width: 'desktop' | 'phone';
}

/** A message in a frame that runs nothing, sends nothing, leads nowhere and can't be told from another site's. */
export function MailFrame({ html, appearance, width }: MailFrameProps) {
  return (
    <div className={classes.room} data-appearance={appearance}>
      <iframe
        className={classes.frame}
        data-width={width}
        title="The mail"
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={framedMail(html, appearance)}
      />
    </div>
  );
}
