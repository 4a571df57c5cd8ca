import { looksLikeName, SECOND_DETAILS, type SecondDetailKind } from '@relink/domain';
import { Box, TextField, Typography } from '@mui/material';
import { type RefObject, useId } from 'react';
import { useTranslate } from 'react-admin';
import { usePermitted } from '../../app/useMe.ts';

/** The details as they are typed beside a name. */
export type Details = Readonly<Partial<Record<SecondDetailKind, string>>>;

const TYPES = { postcode: 'text', orderMonth: 'month', phoneLast4: 'text' } as const;

type Props = {
  /** What is typed in the search field. */
  typed: string;
  details: Details;
  onChange: (details: Details) => void;
  /** Where the focus goes when the desk asks for one. */
  first?: RefObject<HTMLInputElement | null>;
};

/** Offered as soon as a name is typed, to whom the desk shows nobody by a name alone: any one of these is enough. */
export function SecondDetail({ typed, details, onChange, first }: Props) {
  const t = useTranslate();
  const id = useId();
  const needsNone = usePermitted('accounts.view-outside-case');
  if (needsNone || !looksLikeName(typed)) return null;
  return (
    <Box role="group" aria-labelledby={id} sx={{ mt: 1.5 }}>
      <Typography id={id} variant="body2" sx={{ mb: 1.5 }}>
        {t('relink.accounts.secondDetail')}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          columnGap: 1,
          rowGap: 2,
          // Three beside one another where their names have room, whatever column this stands in.
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(175px, 100%), 1fr))',
        }}
      >
        {SECOND_DETAILS.map((kind, index) => (
          <TextField
            key={kind}
            size="small"
            margin="none"
            type={TYPES[kind]}
            autoComplete="off"
            label={t(`relink.accounts.secondDetails.${kind}`)}
            value={details[kind] ?? ''}
            onChange={(event) => onChange({ ...details, [kind]: event.target.value })}
            {...(index === 0 && first ? { inputRef: first } : {})}
            slotProps={{
              inputLabel: { shrink: true },
              htmlInput: kind === 'phoneLast4' ? { inputMode: 'numeric', maxLength: 4 } : {},
            }}
          />
        ))}
      </Box>
    </Box>
  );
}

/** What is sent of them: what is empty is not, and nothing is where no name was typed. */
export function detailsFor(typed: string, details: Details): Details {
  if (!looksLikeName(typed)) return {};
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value.trim() !== ''));
}
