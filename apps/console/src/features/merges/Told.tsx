import type { MergePreview } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { Few } from './Few.tsx';

type Props = {
  of: MergePreview['told'];
  what: 'merges' | 'undo';
  /** Not worked out yet: something is still to be decided. */
  open?: boolean;
};

/** Who is told, and what. */
export function Told({ of, what, open = false }: Props) {
  const t = useTranslate();
  return (
    <Panel title={t(`relink.${what}.toldTitle`)}>
      {of.length === 0 ? (
        <Typography variant="body2">
          {t(open ? 'relink.undo.toldLater' : 'relink.merges.toldNobody')}
        </Typography>
      ) : (
        <>
          <Typography variant="body2">{t(`relink.${what}.toldText`)}</Typography>
          <Box sx={{ typography: 'body2', mt: 0.5 }}>
            <Few
              of={of}
              none=""
              render={({ method, display }) => (
                <div key={`${method} ${display}`}>
                  <bdi>{display}</bdi> ({t(`relink.merges.methods.${method}`, { _: method })})
                </div>
              )}
            />
          </Box>
        </>
      )}
    </Panel>
  );
}
