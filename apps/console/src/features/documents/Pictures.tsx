import type { DocumentView } from '@relink/contract';
import { Button, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { PictureViewer } from './PictureViewer.tsx';

type Open = { readonly number: number; readonly picture: ImageBitmap; readonly at: string };

/** A button for each picture. A look is an event, so none is shown before it is asked for; nothing is kept of it. */
export function Pictures({ of }: { of: DocumentView }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const look = useMutation({
    mutationFn: async (number: number): Promise<Open> => {
      const blob = await desk.picture(`documents/${of.id}/pages/${String(number)}`);
      return { number, picture: await createImageBitmap(blob), at: new Date().toISOString() };
    },
    onSuccess: setOpen,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['documents'] }),
  });
  // The pixels are given back when another picture is opened, or the page is left.
  useEffect(() => () => open?.picture.close(), [open]);

  if (!of.mayLook || of.pictures.length === 0) {
    return of.deletedAt === null ? null : (
      <Typography variant="body2">{t('relink.documents.gone')}</Typography>
    );
  }
  return (
    <>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', my: 1 }}>
        {of.pictures.map(({ number, seen }) => (
          <Button
            key={number}
            variant={open?.number === number ? 'contained' : 'outlined'}
            loading={look.isPending && look.variables === number}
            onClick={() => look.mutate(number)}
          >
            {t(seen ? 'relink.documents.lookAgain' : 'relink.documents.look', {
              number,
              of: of.pictures.length,
            })}
          </Button>
        ))}
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {t('relink.documents.eachLook')}
      </Typography>
      {look.error ? <ProblemAlert error={look.error} /> : null}
      {open ? (
        <PictureViewer
          key={`${String(open.number)} ${open.at}`}
          picture={open.picture}
          number={open.number}
          of={of.pictures.length}
          at={open.at}
        />
      ) : null}
    </>
  );
}
