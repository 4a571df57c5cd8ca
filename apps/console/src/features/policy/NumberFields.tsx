import { Box, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type DraftFields, FIELDS } from './draft-fields.ts';
import { unitOf } from './words.ts';

type Props = {
  values: DraftFields['numbers'];
  errors: Readonly<Record<string, string>>;
  onChange: (path: string, value: string) => void;
};

/** A field for every number that may be set, by group, with its bounds below it. */
export function NumberFields({ values, errors, onChange }: Props) {
  const t = useTranslate();
  const groups = [...new Set(FIELDS.map(({ group }) => group))];
  return groups.map((group) => (
    <Box key={group} component="fieldset" sx={{ border: 0, p: 0, m: 0, mb: 2, minWidth: 0 }}>
      <Typography component="legend" variant="h3" sx={{ p: 0, mb: 1.5 }}>
        {t(`relink.policy.groups.${group}`)}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
        }}
      >
        {FIELDS.filter((each) => each.group === group).map(({ name, least, most }) => {
          const path = `${group}.${name}`;
          const error = errors[`numbers.${path}`];
          const bounds = t('relink.policy.bounds', { least, most, unit: unitOf(t, name) });
          const id = `policy-${group}-${name}`;
          return (
            <Box
              key={path}
              sx={{ minWidth: 0, display: 'flex', flexDirection: 'column', justifyContent: 'end' }}
            >
              {/* The words are long: above the field they are read whole. */}
              <Typography component="label" htmlFor={id} variant="body2" sx={{ mb: 0.5 }}>
                {t(`relink.policy.numbers.${path}`)}
              </Typography>
              <TextField
                id={id}
                margin="none"
                type="number"
                value={values[path] ?? ''}
                error={error !== undefined}
                helperText={error ?? bounds}
                onChange={(event) => onChange(path, event.target.value)}
                slotProps={{ htmlInput: { min: least, max: most, step: 1 } }}
              />
            </Box>
          );
        })}
      </Box>
    </Box>
  ));
}
