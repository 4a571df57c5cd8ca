import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from '@mui/material';
import { useId } from 'react';

type Props<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  inline?: boolean;
  /** Puts the focus on what is chosen, or on the first where nothing is. */
  autoFocus?: boolean;
};

/** One of a few, all of them in sight: reached and changed with the arrow keys. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { label, options, value, onChange, inline, autoFocus = false } = props;
  const id = useId();
  return (
    <FormControl>
      <FormLabel id={id}>{label}</FormLabel>
      <RadioGroup
        aria-labelledby={id}
        row={inline ?? false}
        value={value ?? ''}
        onChange={(_, chosen) => {
          const option = options.find((each) => each.value === chosen);
          if (option) onChange(option.value);
        }}
      >
        {options.map((option, index) => (
          <FormControlLabel
            key={option.value}
            value={option.value}
            label={option.label}
            control={
              <Radio
                size="small"
                autoFocus={autoFocus && (value === undefined ? index === 0 : option.value === value)}
              />
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
