import { Box, Chip, Typography } from '@mui/material';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { useTranslate } from 'react-admin';

const COLUMNS = { xs: 'minmax(0, 1fr)', md: '150px minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.1fr)' };
const SHORT_COLUMNS = { ...COLUMNS, xs: 'minmax(0, 1fr) minmax(0, 1fr)' };
const PARTS = ['survivor', 'other', 'result'] as const;
type Part = (typeof PARTS)[number];

/** Whether the result that is shown is being worked out anew. */
const WaitsContext = createContext(false);

export function ResultWaits({ waits, children }: { waits: boolean; children: ReactNode }) {
  return <WaitsContext.Provider value={waits}>{children}</WaitsContext.Provider>;
}

type HeadProps = { survivor: string; other: string };

/** What the three columns are, where they stand side by side; below each other, each cell says it. */
export function CompareHead({ survivor, other }: HeadProps) {
  const t = useTranslate();
  const names: Readonly<Record<Part, string | null>> = { survivor, other, result: null };
  return (
    <Box
      aria-hidden
      sx={{ display: { xs: 'none', md: 'grid' }, gridTemplateColumns: COLUMNS, columnGap: 2, pb: 1 }}
    >
      <span />
      {PARTS.map((part) => (
        <Box key={part} sx={{ minWidth: 0, px: 1 }}>
          <Typography variant="body2" color="textSecondary">
            {t(`relink.merges.${part}`)}
          </Typography>
          <Typography variant="body2" sx={{ fontWeight: 700 }}>
            <bdi>{names[part]}</bdi>
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

type RowProps = {
  label: string;
  survivor: ReactNode;
  other: ReactNode;
  result: ReactNode;
  /** Said below the label, where both accounts have a value and it is not the same. */
  conflict?: string | null;
  /** Below the label. */
  hint?: string;
  role?: 'radiogroup';
  /** Its values are short: on a phone, both accounts stand side by side. */
  short?: boolean;
};

/** One thing of both accounts, and what becomes of it. */
export function CompareRow({ label, conflict = null, hint, role, short = false, ...cells }: RowProps) {
  const t = useTranslate();
  const id = useId();
  const waits = useContext(WaitsContext);
  return (
    <Box
      role={role ?? 'group'}
      aria-labelledby={id}
      sx={{
        ...{ display: 'grid', columnGap: { xs: 1, md: 2 }, rowGap: 0.75, py: 1.25 },
        gridTemplateColumns: short ? SHORT_COLUMNS : COLUMNS,
        ...{ borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ minWidth: 0, gridColumn: { xs: '1 / -1', md: 'auto' } }}>
        <Typography id={id} component="h3" variant="h4">
          {label}
        </Typography>
        {conflict ? <Chip size="small" color="warning" label={conflict} sx={{ mt: 0.5 }} /> : null}
        {hint ? (
          <Typography variant="body2" color="textSecondary">
            {hint}
          </Typography>
        ) : null}
      </Box>
      {PARTS.map((part) => (
        <Box
          key={part}
          sx={{
            ...{ minWidth: 0, px: 1, typography: 'body2', overflowWrap: 'anywhere', borderRadius: 1 },
            ...(part === 'result'
              ? { bgcolor: 'action.hover', py: 0.5, gridColumn: { xs: '1 / -1', md: 'auto' } }
              : {}),
          }}
        >
          <Caption>{t(`relink.merges.${part}`)}</Caption>
          {/* Dimmed, and said elsewhere, while it is worked out anew: colours alone say nothing. */}
          <Box sx={part === 'result' && waits ? { fontStyle: 'italic', color: 'text.secondary' } : {}}>
            {cells[part]}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** What a cell is: for the eye where the columns stand below each other, always for a screen reader. */
function Caption({ children }: { children: string }) {
  return (
    <Box
      component="span"
      sx={{
        ...{ display: 'block', color: 'text.secondary', fontSize: '0.75rem' },
        position: { md: 'absolute' },
        inlineSize: { md: '1px' },
        blockSize: { md: '1px' },
        overflow: { md: 'hidden' },
        clipPath: { md: 'inset(50%)' },
      }}
    >
      {children}
    </Box>
  );
}
