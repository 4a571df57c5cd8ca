import { Box } from '@mui/material';
import { capsOf } from './show-keys.ts';
import { useSingleKeys } from './single-keys.ts';

/** A shortcut as caps, one after the other. */
export function Caps({ keys }: { keys: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, flexShrink: 0 }}>
      {capsOf(keys).map((cap, index) => (
        <Box
          component="kbd"
          key={`${index}${cap}`}
          sx={{
            px: 0.625,
            border: 1,
            borderColor: 'currentColor',
            borderRadius: 1,
            fontFamily: 'inherit',
            fontSize: '0.75rem',
            lineHeight: 1.4,
            minWidth: '1.5em',
            textAlign: 'center',
          }}
        >
          {cap}
        </Box>
      ))}
    </Box>
  );
}

/** The first shortcut of a button, for the eye only, where there is room and it works. */
export function KeyHint({ keys }: { keys: readonly string[] | undefined }) {
  const on = useSingleKeys();
  const [first] = keys ?? [];
  if (first === undefined || (!on && !first.includes('+'))) return null;
  return (
    <Box
      component="span"
      aria-hidden
      sx={{ display: { xs: 'none', lg: 'inline-flex' }, marginInlineStart: 1 }}
    >
      <Caps keys={first} />
    </Box>
  );
}
