import type {
  ActionVerdictView,
  CaseAccountView,
  ChallengeView,
  IdentifierView,
  SendChallengeRequest,
} from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';
import { ChallengeList } from './ChallengeList.tsx';

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/** A code to each contact that the server speaks of, and what became of the codes. */
export function SendCodes({ account, identifiers }: Props) {
  const t = useTranslate();
  const id = useId();
  const verdicts = useVerdicts('send-code', account.accountId);
  if (verdicts.length === 0) return null;
  return (
    <Box role="group" aria-labelledby={id} sx={{ my: 2 }}>
      <Typography id={id} component="h4" variant="h4">
        {t('relink.verification.codes')}
      </Typography>
      {verdicts.map((verdict) => (
        <SendCode
          key={`${verdict.identifierId ?? 'none'} ${verdict.purpose ?? ''}`}
          account={account}
          verdict={verdict}
          identifier={identifiers.find(({ id: each }) => each === verdict.identifierId)}
        />
      ))}
      <ChallengeList accountId={account.accountId} />
    </Box>
  );
}

type OneProps = {
  account: CaseAccountView;
  verdict: ActionVerdictView;
  identifier: IdentifierView | undefined;
};

function SendCode({ account, verdict, identifier }: OneProps) {
  const t = useTranslate();
  const send = useCaseRequest<SendChallengeRequest, ChallengeView>('challenges');
  const { identifierId, purpose } = verdict;
  const to = identifier?.display ?? '…';
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t(purpose === 'spoken' ? 'relink.verification.sendSpoken' : 'relink.verification.sendCode', {
          to,
        })}
        pending={send.isPending}
        onClick={() => {
          if (!identifierId || !isSendable(purpose)) return;
          send.mutate({ accountId: account.accountId, identifierId, purpose });
        }}
      />
      {send.error ? <ProblemAlert error={send.error} /> : null}
    </>
  );
}

function isSendable(purpose: ActionVerdictView['purpose']): purpose is SendChallengeRequest['purpose'] {
  return purpose === 'evidence' || purpose === 'spoken' || purpose === 'identifier-move';
}
