import type { Load } from '../../../../src-preload/contract/reports/books';
import { formatCount } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import type { LoadFigure } from './load-figures';

export function FigureValue({ figure: { key }, of }: { figure: LoadFigure; of: Load }) {
  return key === 'arr' ? <Money amount={of.arr} exact others={of.otherArr} /> : formatCount(of[key]);
}
