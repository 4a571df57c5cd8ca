import type { DuplicateView } from '@relink/contract';
import { howLikely, type Likeliness, percentOf } from '@relink/domain';
import AgainstIcon from '@mui/icons-material/RemoveCircleOutlineOutlined';
import ForIcon from '@mui/icons-material/AddCircleOutlineOutlined';
import { Box, Chip, type ChipProps } from '@mui/material';
import { useTranslate } from 'react-admin';

const colors: Record<Likeliness, ChipProps['color']> = {
  certain: 'success',
  very: 'success',
  likely: 'info',
  possible: 'default',
};

/** How likely two accounts are one person's: a word, and the probability. */
export function Score({ of }: { of: DuplicateView }) {
  const t = useTranslate();
  const word = howLikely(of.probability);
  const { percent, over } = percentOf(of.probability);
  const said = t(over ? 'relink.duplicates.over' : 'relink.duplicates.percent', { percent });
  return (
    <Chip
      size="small"
      color={colors[word]}
      label={t('relink.duplicates.score', { words: t(`relink.duplicates.words.${word}`), percent: said })}
    />
  );
}

/** Why, the strongest first: one line each, and whether it speaks for it or against. */
export function Reasons({ of }: { of: DuplicateView }) {
  const t = useTranslate();
  return (
    <Box
      component="ul"
      aria-label={t('relink.duplicates.reasons')}
      sx={{ m: 0, my: 1, p: 0, listStyle: 'none', typography: 'body2' }}
    >
      {of.reasons.map(({ signal, weight }) => {
        const Icon = weight < 0 ? AgainstIcon : ForIcon;
        return (
          <Box component="li" key={signal} sx={{ display: 'flex', gap: 1, py: 0.25 }}>
            <Icon
              fontSize="small"
              color={weight < 0 ? 'warning' : 'success'}
              titleAccess={t(weight < 0 ? 'relink.duplicates.against' : 'relink.duplicates.for')}
            />
            <span>{t(`relink.duplicates.signals.${signal}`)}</span>
          </Box>
        );
      })}
    </Box>
  );
}
