import { KNOWLEDGE_KINDS, type KnowledgeKind } from '@relink/domain';
import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';

type Props = {
  asked: readonly KnowledgeKind[];
  excluded: readonly KnowledgeKind[];
  disabled: boolean;
  onAsk: (kind: KnowledgeKind, asked: boolean) => void;
};

/** The questions that can be asked; those that prove nothing here are shown, with why. */
export function Questions({ asked, excluded, disabled, onAsk }: Props) {
  const t = useTranslate();
  const id = useId();
  const names = excluded.map((kind) => t(`relink.enums.evidence.${kind}`)).join(', ');
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(155px, 1fr))' }}>
        {KNOWLEDGE_KINDS.map((kind) => (
          <FormControlLabel
            key={kind}
            label={t(`relink.enums.evidence.${kind}`)}
            disabled={disabled || excluded.includes(kind)}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={asked.includes(kind)}
                onChange={(_, checked) => onAsk(kind, checked)}
                slotProps={{ input: excluded.includes(kind) ? { 'aria-describedby': id } : {} }}
              />
            }
          />
        ))}
      </Box>
      {names ? (
        <Typography id={id} variant="body2" color="textSecondary">
          {t('relink.verification.excluded', { kinds: names })}
        </Typography>
      ) : null}
    </>
  );
}
