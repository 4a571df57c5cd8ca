import { Box, Button, Stack, Typography } from '@mui/material';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useGetIdentity, useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';
import { drawPicture, type Turns } from './draw-picture.ts';

const ZOOMS = [1, 1.5, 2, 3, 4] as const;

type Props = { picture: ImageBitmap; number: number; of: number; at: string };

/** One picture, drawn and marked; larger, smaller and turned by keys. It cannot be dragged away or saved by the mouse. */
export function PictureViewer({ picture, number, of, at }: Props) {
  const t = useTranslate();
  const { identity } = useGetIdentity();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [turns, setTurns] = useState<Turns>(0);
  const [zoom, setZoom] = useState(0);
  const mark = `${identity?.fullName ?? ''} ${showInstant(at)}`;

  useEffect(() => {
    if (canvas.current) drawPicture(canvas.current, picture, { turns, mark });
  }, [picture, turns, mark]);
  useEffect(() => frame.current?.focus(), []);

  const larger = () => setZoom((now) => Math.min(now + 1, ZOOMS.length - 1));
  const smaller = () => setZoom((now) => Math.max(now - 1, 0));
  const turn = () => setTurns((now) => ((now + 1) % 4) as Turns);
  const keys: Readonly<Record<string, () => void>> = { '+': larger, '-': smaller, r: turn, R: turn };
  const press = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const label = t('relink.documents.picture', { number, of });

  return (
    <Box>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mb: 1 }}>
        <Button size="small" onClick={larger} disabled={zoom === ZOOMS.length - 1} aria-keyshortcuts="+">
          {t('relink.documents.larger')}
        </Button>
        <Button size="small" onClick={smaller} disabled={zoom === 0} aria-keyshortcuts="-">
          {t('relink.documents.smaller')}
        </Button>
        <Button size="small" onClick={turn} aria-keyshortcuts="r">
          {t('relink.documents.turn')}
        </Button>
      </Stack>
      <Box
        ref={frame}
        // Arrow keys move what is larger than its frame.
        tabIndex={0}
        role="region"
        aria-label={label}
        onKeyDown={press}
        onContextMenu={(event) => event.preventDefault()}
        onDragStart={(event) => event.preventDefault()}
        sx={{
          ...{ overflow: 'auto', maxHeight: '70vh', border: 1, borderColor: 'divider' },
          '@media print': { display: 'none' },
        }}
      >
        <Box
          component="canvas"
          ref={canvas}
          role="img"
          aria-label={label}
          sx={{ display: 'block', width: `${String(100 * (ZOOMS[zoom] ?? 1))}%`, userSelect: 'none' }}
        />
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t('relink.documents.keys')}
      </Typography>
    </Box>
  );
}
