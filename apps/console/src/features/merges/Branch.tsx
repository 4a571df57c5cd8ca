import { Box } from '@mui/material';

type Props = {
  /** Another account flows in, this one flows out into another, or this one begins. */
  kind: 'in' | 'out' | 'root';
  /** What is not so now: asked for, refused or undone. */
  faint?: boolean;
};

/** One piece of the picture: the account as a trunk, and the branch that joins or leaves it. Its words stand beside it. */
export function Branch({ kind, faint = false }: Props) {
  const line = { borderColor: 'primary.main', borderStyle: faint ? 'dashed' : 'solid', borderWidth: 0 };
  return (
    <Box aria-hidden sx={{ position: 'relative', inlineSize: 44, flexShrink: 0 }}>
      <Box
        sx={{
          position: 'absolute',
          insetInlineEnd: 8,
          insetBlock: kind === 'root' ? '0 auto' : 0,
          blockSize: kind === 'root' ? 14 : 'auto',
          borderInlineStart: '3px solid',
          borderColor: 'primary.main',
        }}
      />
      {kind === 'root' ? null : (
        <Box
          sx={{
            ...line,
            position: 'absolute',
            insetInlineEnd: 9,
            insetInlineStart: 6,
            insetBlockStart: kind === 'in' ? -4 : 16,
            blockSize: 20,
            ...(kind === 'in'
              ? { borderBlockEndWidth: 3, borderInlineStartWidth: 3, borderEndStartRadius: 14 }
              : { borderBlockStartWidth: 3, borderInlineStartWidth: 3, borderStartStartRadius: 14 }),
          }}
        />
      )}
      <Box
        sx={{
          ...{ position: 'absolute', inlineSize: 12, blockSize: 12, borderRadius: '50%' },
          insetInlineEnd: 3.5,
          insetBlockStart: 9,
          bgcolor: faint ? 'background.paper' : 'primary.main',
          border: '2px solid',
          borderColor: 'primary.main',
        }}
      />
    </Box>
  );
}
