import { Box } from '@mui/material';
import { encode } from 'uqr';

const QUIET_MODULES = 4;

/** A text as a QR code (ISO/IEC 18004), dark on light in every theme, because cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const dark = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  return (
    <Box sx={{ bgcolor: '#fff', borderRadius: 1, lineHeight: 0, width: 200, maxWidth: '100%' }}>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${String(size)} ${String(size)}`}
        shapeRendering="crispEdges"
      >
        <path d={dark} fill="#000" />
      </svg>
    </Box>
  );
}
