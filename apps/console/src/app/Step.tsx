import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import ExpandIcon from '@mui/icons-material/ExpandMore';
import { Box, Button, Typography } from '@mui/material';
import { createContext, type ReactNode, useCallback, useContext, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslate } from 'react-admin';
import { isBehind, type StepName, useStanding } from './next-act/index.ts';

const StepContext = createContext<{ unfold: () => void }>({ unfold: () => undefined });

/** Lets a command bring its step back into sight before it does something in it. */
export function useStep(): { unfold: () => void } {
  return useContext(StepContext);
}

type Props = {
  name: StepName;
  /** Whether it stays unfolded when it lies behind: nothing was done in it. */
  skipped?: boolean;
  /** What came of it, in a few words, once it is done. */
  result?: string | undefined;
  children: ReactNode;
};

/** One step of a recovery: one line once it lies behind, so that the next is in sight; the line unfolds it. */
export function Step({ name, skipped = false, result, children }: Props) {
  const t = useTranslate();
  const id = useId();
  const { step } = useStanding();
  const behind = isBehind(name, step) && !skipped;
  // Chosen by hand, for as long as the step stays where it is.
  const [chosen, setChosen] = useState<{ behind: boolean; open: boolean }>();
  const open = chosen?.behind === behind ? chosen.open : !behind;
  const unfold = useCallback(() => flushSync(() => setChosen({ behind, open: true })), [behind]);
  const context = useMemo(() => ({ unfold }), [unfold]);
  const title = t(`relink.steps.${name}`);
  return (
    <StepContext.Provider value={context}>
      {behind ? (
        <Box
          sx={{
            ...{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5 },
            ...{ borderTop: 1, borderColor: 'divider' },
          }}
        >
          <DoneIcon fontSize="small" color="success" aria-hidden />
          <Typography
            role="status"
            variant="body2"
            sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}
          >
            <strong>{title}</strong>
            {`: ${result ?? t('relink.steps.done')}`}
          </Typography>
          <Button
            size="small"
            aria-expanded={open}
            aria-controls={id}
            aria-label={t(open ? 'relink.steps.hide' : 'relink.steps.show', { step: title })}
            onClick={() => setChosen({ behind, open: !open })}
            sx={{ minWidth: 0 }}
          >
            <ExpandIcon sx={{ rotate: open ? '180deg' : '0deg' }} />
          </Button>
        </Box>
      ) : null}
      <Box id={id} hidden={!open} sx={{ display: open ? 'block' : 'none' }}>
        {children}
      </Box>
    </StepContext.Provider>
  );
}
