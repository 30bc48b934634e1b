import { Button } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { type FileFormat, formatWords } from '../../src-preload/contract/reports/files';

interface ExportButtonsProps {
  /** The format that is being written; null while none is. */
  writing: FileFormat | null;
  onExport: (format: FileFormat) => void;
  size?: 'compact-sm';
}

/** The ways in which a table leaves for other programs. */
export function ExportButtons({ writing, onExport, size }: ExportButtonsProps) {
  const button = (format: FileFormat) => ({
    variant: 'default' as const,
    fw: 400,
    ...(size === undefined ? {} : { size }),
    title: formatWords[format],
    loading: writing === format,
    disabled: writing !== null && writing !== format,
    onClick: () => onExport(format),
  });
  return (
    <Button.Group>
      <Button {...button('csv')} leftSection={<IconDownload size={15} stroke={1.6} />}>
        Export CSV
      </Button>
      <Button {...button('xlsx')} leftSection={<IconFileSpreadsheet size={15} stroke={1.6} />}>
        Excel
      </Button>
    </Button.Group>
  );
}
