import type { CaseAccountView } from '@relink/contract';
import type { Assurance } from '@relink/domain';
import { Box, Chip, type ChipProps, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useNow } from '../../app/time.tsx';

const colors: Record<Assurance, ChipProps['color']> = {
  none: 'default',
  identified: 'info',
  verified: 'success',
  strong: 'success',
};

/** The assurance up to now, the time left until it fades, and what the next level wants. */
export function AssuranceBadge({ account }: { account: CaseAccountView }) {
  const t = useTranslate();
  const { assurance, assuranceFadesAt, assuranceMissing } = account;
  const missing = assuranceMissing.map((code) => t(`relink.verdicts.missing.${code}`, { _: code }));
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5, mb: 1 }}>
      <Chip
        color={colors[assurance] ?? 'default'}
        label={t('relink.verification.assurance', { level: t(`relink.enums.assurance.${assurance}`) })}
      />
      {assuranceFadesAt ? <TimeLeft until={assuranceFadesAt} /> : null}
      {missing.length > 0 ? (
        <Typography variant="body2" color="textSecondary" sx={{ width: '100%' }}>
          {t('relink.verification.missing', { missing: missing.join('; ') })}
        </Typography>
      ) : null}
    </Box>
  );
}

function TimeLeft({ until }: { until: string }) {
  const t = useTranslate();
  const minutes = Math.floor((Date.parse(until) - useNow(5_000)) / 60_000);
  const text =
    minutes < 0
      ? t('relink.verification.faded')
      : minutes === 0
        ? t('relink.verification.fadesSoon')
        : t('relink.verification.fades', { minutes });
  return (
    <Typography component="span" variant="body2" color={minutes < 5 ? 'warning' : 'textSecondary'}>
      {text}
    </Typography>
  );
}
