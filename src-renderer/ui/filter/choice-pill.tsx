import { AnyOf, type Option } from './any-of';
import { FilterPill } from './filter-pill';

export interface ChoicePillProps<T> {
  label: string;
  /** What it narrows to; null when it doesn't. */
  words: string | null;
  onClear: () => void;
  options: readonly Option<T>[];
  chosen: readonly T[] | undefined;
  onChange: (chosen: T[]) => void;
  startsOpen?: boolean;
  onClosed?: () => void;
}

/** A part of the filter that is any of several values. */
export function ChoicePill<T extends string | number>(props: ChoicePillProps<T>) {
  const { label, words, onClear, options, chosen = [], onChange, startsOpen, onClosed } = props;
  return (
    <FilterPill label={label} words={words} onClear={onClear} startsOpen={startsOpen} onClosed={onClosed}>
      <AnyOf label={label} options={options} chosen={chosen} onChange={onChange} />
    </FilterPill>
  );
}
