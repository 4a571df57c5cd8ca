import type { SayCode } from '@relink/domain';
import CopyIcon from '@mui/icons-material/ContentCopy';
import { Box, IconButton, Typography } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import { useTranslate } from 'react-admin';
import { languageName } from './language-name.ts';
import { useCallerLanguage } from './caller-language.tsx';
import { useCopy } from './use-copy.ts';
import { useSayings } from './use-sayings.ts';

type Props = {
  code: SayCode;
  /** Shown until the shop's own sentences have come. */
  fallback?: string;
  children?: ReactNode;
  focusRef?: Ref<HTMLDivElement>;
};

/** A sentence that the agent can read out, in the console's English and in the caller's language. */
export function Say({ code, fallback, children, focusRef }: Props) {
  const t = useTranslate();
  const said = useSayings(code);
  const text = said.own ?? fallback;
  if (text === undefined) return null;
  return (
    <Box
      ref={focusRef}
      tabIndex={focusRef ? -1 : undefined}
      sx={{
        // The bar of the desk lies over the top of what is scrolled to.
        scrollMarginTop: '64px',
        ...{ my: 1, paddingInlineStart: 1.5, py: 0.25, color: 'text.primary' },
        ...{ borderInlineStart: '3px solid', borderColor: 'primary.main' },
        '&:focus-visible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 },
      }}
    >
      <Typography variant="body2">
        <strong>{t('relink.say.title')}</strong> {text}
      </Typography>
      {said.theirs === undefined ? null : <Theirs text={said.theirs} />}
      {children}
    </Box>
  );
}

function Theirs({ text }: { text: string }) {
  const t = useTranslate();
  const copy = useCopy();
  const language = useCallerLanguage() ?? 'en';
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}>
      <Typography variant="body2" color="textSecondary" sx={{ flexGrow: 1, minWidth: 0 }}>
        {t('relink.say.inLanguage', { language: languageName(language) })}{' '}
        <Box component="bdi" lang={language} sx={{ color: 'text.primary' }}>
          {text}
        </Box>
      </Typography>
      <IconButton size="small" aria-label={t('relink.say.copy')} onClick={() => void copy(text)}>
        <CopyIcon sx={{ fontSize: '1rem' }} />
      </IconButton>
    </Box>
  );
}
