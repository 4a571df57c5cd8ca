import { TextField, type TextFieldProps } from '@mui/material';
import { useTranslate } from 'react-admin';

type Props = Omit<TextFieldProps, 'label' | 'value' | 'onChange'> & {
  value: string;
  onChange: (reason: string) => void;
};

/** Why somebody does what they ask for: nothing is sent without it, unless said otherwise. */
export function ReasonField({ onChange, ...rest }: Props) {
  const t = useTranslate();
  return (
    <TextField
      required
      label={t('relink.common.reason')}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    />
  );
}
