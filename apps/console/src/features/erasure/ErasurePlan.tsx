import type { ErasurePlanView } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

/** Everything that an erasure would empty, and what it would keep and why. */
export function ErasurePlan({ of: { accountIds, erases, keeps, counts } }: { of: ErasurePlanView }) {
  const t = useTranslate();
  return (
    <Box>
      <Typography variant="body2">
        {t('relink.erasure.accounts', { smart_count: accountIds.length })}:{' '}
        {t('relink.erasure.counts', counts)}
      </Typography>
      <Lines
        title={t('relink.erasure.empties')}
        of={erases.map((part) => t(`relink.erasure.parts.${part}`))}
      />
      <Lines
        title={t('relink.erasure.keeps')}
        of={keeps.map(
          ({ part, because }) =>
            `${t(`relink.erasure.kept.${part}`)} (${t(`relink.erasure.because.${because}`)})`,
        )}
      />
    </Box>
  );
}

function Lines({ title, of }: { title: string; of: readonly string[] }) {
  return (
    <>
      <Typography variant="body2" sx={{ mt: 1, fontWeight: 700 }}>
        {title}
      </Typography>
      <Box component="ul" sx={{ m: 0, paddingInlineStart: 2.5 }}>
        {of.map((line) => (
          <Typography component="li" variant="body2" key={line}>
            {line}
          </Typography>
        ))}
      </Box>
    </>
  );
}
