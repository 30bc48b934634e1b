import type { DateFormatter } from '@mantine/dates';
import { formatDay } from '../../ui/format/day';

/** A picked day in the reader's own way, as everywhere else on the screens. */
export const dayFormatter: DateFormatter = ({ date }) => (typeof date === 'string' ? formatDay(date) : '');
