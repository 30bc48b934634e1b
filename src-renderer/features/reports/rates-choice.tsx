import { SegmentedControl } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useShow } from './use-revenue';

/** At which rates amounts of other currencies are told. @param opening what it is called that isn't constant */
export function RatesChoice({ opening }: { opening: string }) {
  const { rates = 'opening' } = useSearch({ from: '/company/reports' });
  const show = useShow();
  return (
    <SegmentedControl
      aria-label="Exchange rates"
      value={rates}
      onChange={(next) => show({ rates: next === 'constant' ? 'constant' : undefined })}
      data={[
        { value: 'opening', label: opening },
        { value: 'constant', label: 'Constant currency' },
      ]}
    />
  );
}
