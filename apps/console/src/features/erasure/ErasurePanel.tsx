import type { ErasureStanding } from '@relink/contract';
import { Alert, Button, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { showInstant } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { type Asked, AskDialog } from './AskDialog.tsx';

/** How a customer stands to being erased, for admins: each reading is an event in the audit. */
export function ErasurePanel({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const desk = useDesk();
  const mayErase = usePermitted('accounts.erase');
  const [asked, setAsked] = useState<Asked>();
  const { data } = useQuery({
    queryKey: ['erasure', accountId],
    queryFn: () => desk.read<ErasureStanding>(`accounts/${accountId}/erasure`),
    enabled: mayErase,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  if (!mayErase || !data) return null;
  return (
    <Panel title={t('relink.erasure.title')}>
      <Standing of={data} />
      {data.erasedAt === null ? (
        <Stack spacing={1} sx={{ mt: 1, alignItems: 'flex-start' }}>
          <Hold of={data} />
          {data.notPossible === 'account-merged-away' ? null : (
            <Button variant="outlined" onClick={() => setAsked(data.legalHold ? 'lift' : 'place')}>
              {t(data.legalHold ? 'relink.erasure.lift' : 'relink.erasure.place')}
            </Button>
          )}
          {data.plan && !isUnderWay(data) ? (
            <Button variant="outlined" color="error" onClick={() => setAsked('erase')}>
              {t('relink.erasure.erase')}
            </Button>
          ) : null}
        </Stack>
      ) : null}
      {asked ? <AskDialog of={data} asked={asked} onClose={() => setAsked(undefined)} /> : null}
    </Panel>
  );
}

function isUnderWay({ erasure }: ErasureStanding): boolean {
  return erasure !== null && erasure.state !== 'done' && erasure.state !== 'refused';
}

function Standing({ of: { erasedAt, erasure, notPossible } }: { of: ErasureStanding }) {
  const t = useTranslate();
  const why = (code: string) => t(`relink.erasure.why.${code}`, { _: code });
  if (erasedAt !== null)
    return <Alert severity="info">{t('relink.erasure.erased', { at: showInstant(erasedAt) })}</Alert>;
  return (
    <>
      {erasure?.state === 'waiting' ? (
        <Alert severity="info">
          {t('relink.erasure.waiting')}{' '}
          {erasure.approvalId ? (
            <RowLink to={`/approvals/${erasure.approvalId}/show`}>{t('relink.erasure.toApproval')}</RowLink>
          ) : null}
        </Alert>
      ) : null}
      {erasure?.state === 'queued' || erasure?.state === 'running' ? (
        <Alert severity="info">{t('relink.erasure.underWay')}</Alert>
      ) : null}
      {erasure?.state === 'refused' ? (
        <Alert severity="info">{t('relink.erasure.refused', { why: why(erasure.refusal ?? '') })}</Alert>
      ) : null}
      {notPossible ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('relink.erasure.notPossible', { why: why(notPossible) })}
        </Typography>
      ) : null}
    </>
  );
}

function Hold({ of: { legalHold, shopHold } }: { of: ErasureStanding }) {
  const t = useTranslate();
  return (
    <>
      <Typography variant="body2">
        {legalHold
          ? t('relink.erasure.holdStanding', {
              at: showInstant(legalHold.placedAt),
              name: legalHold.placedByName,
              reason: legalHold.reason,
            })
          : t('relink.erasure.noHold')}
      </Typography>
      {shopHold ? <Typography variant="body2">{t('relink.erasure.shopHold')}</Typography> : null}
    </>
  );
}
