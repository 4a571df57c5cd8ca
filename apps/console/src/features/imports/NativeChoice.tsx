import { TextField } from '@mui/material';

type Props<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  error?: boolean;
  helperText?: string | undefined;
  onChange: (value: Value) => void;
};

/** One of many, as the browser's own list: reached by keyboard and by the first letters. */
export function NativeChoice<Value extends string>(props: Props<Value>) {
  const { label, options, value, error, helperText, onChange } = props;
  return (
    <TextField
      select
      fullWidth
      margin="none"
      label={label}
      value={value}
      error={error ?? false}
      helperText={helperText}
      onChange={({ target }) => {
        const chosen = options.find((option) => option.value === target.value);
        if (chosen) onChange(chosen.value);
      }}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
