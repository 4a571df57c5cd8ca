import type { PolicyResponse } from '@relink/contract';
import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { wordWay } from './words.ts';

/** Every way up to an assurance, each a sentence. */
export function Ways({ of }: { of: readonly PolicyResponse['assurance'][number][] }) {
  const t = useTranslate();
  return (
    <ul>
      {of.map((way) => {
        const sentence = wordWay(t, way);
        return (
          <Typography key={sentence} component="li" variant="body2" sx={{ mb: 0.5 }}>
            {sentence}
          </Typography>
        );
      })}
    </ul>
  );
}
