import type { StepUpRequest } from '@relink/contract';
import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useId } from 'react';
import { useLogout, useTranslate } from 'react-admin';
import { useDesk } from '../dataProvider.ts';
import { useMe } from '../useMe.ts';
import { FactorForm } from './FactorForm.tsx';
import { settleProof, useProofAsked } from './proving.ts';

/** Opens by itself when a request asks who the agent is, whatever lies under it, and the request goes on. */
export function StepUpDialog() {
  return useProofAsked() ? <Asking /> : null;
}

function Asking() {
  const t = useTranslate();
  const desk = useDesk();
  const logout = useLogout();
  const me = useMe();
  const id = useId();
  const prove = async (given: StepUpRequest) => {
    await desk.send('step-up', given);
    settleProof(true);
  };
  const by = me?.stepUpBy ?? null;
  const text = by === null ? 'againOtherwise' : by === 'password' ? 'againPassword' : 'again';
  return (
    <Dialog open onClose={() => settleProof(false)} fullWidth maxWidth="xs" aria-labelledby={id}>
      <DialogTitle id={id}>{t('relink.factors.againTitle')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 1 }}>{t(`relink.factors.${text}`)}</DialogContentText>
        {me && by !== null ? (
          <FactorForm factors={me.factors} submit={t('relink.factors.goOn')} onGiven={prove} />
        ) : null}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {me && by === null ? (
          <Button
            variant="contained"
            autoFocus
            onClick={() => {
              settleProof(false);
              void logout();
            }}
          >
            {t('relink.factors.signInAgain')}
          </Button>
        ) : null}
        <Button onClick={() => settleProof(false)}>{t('relink.common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
