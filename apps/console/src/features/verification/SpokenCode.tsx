import type { CaseView, ChallengeView, SpokenAnswerRequest } from '@relink/contract';
import { Box, Button, TextField } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { useActFocus } from '../../app/next-act/index.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useVerdict, VerdictText } from '../cases/index.ts';

/** Takes the code that the caller reads out. */
export function SpokenCode({ challenge }: { challenge: ChallengeView }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const verdict = useVerdict('answer-spoken-code', challenge.accountId);
  const field = useActFocus<HTMLInputElement>('answer', verdict?.allowed);
  const answer = useMutation<CaseView, Error, SpokenAnswerRequest>({
    mutationFn: (body) => desk.send<CaseView>(`challenges/${challenge.id}/answers`, body),
    onSuccess: () => setCode(''),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cases'] }),
  });
  if (!verdict) return null;
  return (
    <Box
      component="form"
      noValidate
      autoComplete="off"
      sx={{ my: 1 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (verdict.allowed && !answer.isPending) answer.mutate({ code });
      }}
    >
      <TextField
        label={t('relink.verification.spokenCode')}
        helperText={t('relink.verification.spokenHelp')}
        inputRef={field}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        disabled={!verdict.allowed}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 12 } }}
      />
      <Button
        type="submit"
        variant="contained"
        size="small"
        disabled={!verdict.allowed || code.trim() === ''}
        loading={answer.isPending}
      >
        {t('relink.verification.checkSpoken')}
      </Button>
      <VerdictText verdict={verdict} />
      {answer.error ? <ProblemAlert error={answer.error} /> : null}
    </Box>
  );
}
