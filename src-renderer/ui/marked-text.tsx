import classes from './marked-text.module.css';

interface MarkedTextProps {
  /** In the order of the text; what fits is marked. */
  parts: readonly { readonly text: string; readonly fits: boolean }[];
}

/** A stretch of a text with what fits a search told apart. It is drawn as text, whatever it says. */
export function MarkedText({ parts }: MarkedTextProps) {
  return keyed(parts).map(({ key, text, fits }) =>
    fits ? (
      <mark key={key} className={classes.fits}>
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    ),
  );
}

/** Parts of a text have no other name than their place in it. */
function keyed(parts: MarkedTextProps['parts']) {
  return parts.map((part, place) => ({ ...part, key: `${place}` }));
}
