import type { FactorView } from '@relink/contract';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { askAnew } from '../../app/authProvider.ts';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { knowsPasskeys } from '../../app/step-up/index.ts';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { ActionRow } from './ActionRow.tsx';
import { AddApp } from './AddApp.tsx';
import { AddPasskey } from './AddPasskey.tsx';

const KEY = ['my-factors'];

/** The agent's own second factors: to see, add and remove. */
export function OwnFactors() {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState<FactorView['kind']>();
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => desk.read<FactorView[]>('my-factors'),
  });
  const changed = async (factors: FactorView[]) => {
    queryClient.setQueryData(KEY, factors);
    setAdding(undefined);
    // The first one opens the desk: who asks what the agent may do asks anew.
    askAnew();
    await queryClient.invalidateQueries();
  };
  const passkeys = knowsPasskeys();
  return (
    <Panel title={t('relink.factors.yours')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.factors.yoursIntro')}
      </Typography>
      {data ? <Enrolled factors={data} onChange={changed} /> : <Waiting error={error} />}
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" disabled={!passkeys} onClick={() => setAdding('passkey')}>
          {t('relink.factors.addPasskey')}
        </Button>
        <Button variant="outlined" onClick={() => setAdding('totp')}>
          {t('relink.factors.addApp')}
        </Button>
      </Stack>
      {passkeys ? null : (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('relink.factors.noPasskeysHere')}
        </Typography>
      )}
      {adding === 'passkey' ? <AddPasskey onAdded={changed} onClose={() => setAdding(undefined)} /> : null}
      {adding === 'totp' ? <AddApp onAdded={changed} onClose={() => setAdding(undefined)} /> : null}
    </Panel>
  );
}

type EnrolledProps = {
  readonly factors: readonly FactorView[];
  readonly onChange: (left: FactorView[]) => Promise<void>;
};

function Enrolled({ factors, onChange }: EnrolledProps) {
  const t = useTranslate();
  const desk = useDesk();
  const remove = useMutation({
    mutationFn: (id: string) => desk.send<FactorView[]>(`my-factors/${id}/remove`, {}),
    onSuccess: onChange,
  });
  if (factors.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('relink.factors.none')}
      </Typography>
    );
  return (
    <>
      <Box component="ul" aria-label={t('relink.factors.yours')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {factors.map(({ id, kind, name, createdAt, lastUsedAt, locked }) => (
          <ActionRow
            key={id}
            action={
              <Button
                size="small"
                variant="outlined"
                loading={remove.isPending && remove.variables === id}
                aria-label={t('relink.factors.removeOne', { name })}
                onClick={() => remove.mutate(id)}
              >
                {t('relink.factors.remove')}
              </Button>
            }
          >
            <Typography variant="body2" component="div" sx={{ fontWeight: 600 }}>
              <bdi>{name}</bdi>
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`relink.factors.kinds.${kind}`)}, {t('relink.factors.added')} <TimeText at={createdAt} />,{' '}
              {lastUsedAt === null ? (
                t('relink.factors.neverUsed')
              ) : (
                <>
                  {t('relink.factors.lastUsed')} <TimeText at={lastUsedAt} />
                </>
              )}
            </Typography>
            {locked ? (
              <Typography variant="body2" color="error">
                {t('relink.factors.locked')}
              </Typography>
            ) : null}
          </ActionRow>
        ))}
      </Box>
      {remove.error ? <ProblemAlert error={remove.error} /> : null}
    </>
  );
}
