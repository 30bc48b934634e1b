import { Textarea } from '@mantine/core';

interface ReasonFieldProps {
  value: string;
  onChange: (value: string) => void;
  description: string;
  /** Shown once the dialog was sent, while it is not good. */
  error: string | undefined;
}

/** Why a person's judgement differs from the figures; every judgement needs one. */
export function ReasonField({ value, onChange, description, error }: ReasonFieldProps) {
  return (
    <Textarea
      label="Reason"
      description={description}
      withAsterisk
      autosize
      minRows={2}
      maxRows={6}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
