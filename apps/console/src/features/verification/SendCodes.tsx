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
import { useActFocus } from '../../app/next-act/index.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useStep } from '../../app/Step.tsx';
import { useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';
import { ChallengeList } from './ChallengeList.tsx';

const CODE_KEYS = ['c'];
const SPOKEN_KEYS = ['s'];

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/** A code to each contact that the server speaks of, and what became of the codes. */
export function SendCodes({ account, identifiers }: Props) {
  const t = useTranslate();
  const id = useId();
  const verdicts = useVerdicts('send-code', account.accountId);
  if (verdicts.length === 0) return null;
  // Of several contacts, the keys stand for the first that may be used.
  const firstOf = (purpose: ActionVerdictView['purpose']) => {
    const of = verdicts.filter((each) => each.purpose === purpose);
    return of.find(({ allowed }) => allowed) ?? of[0];
  };
  const keysOf = (verdict: ActionVerdictView) =>
    account.role === 'claimed' && verdict === firstOf(verdict.purpose)
      ? verdict.purpose === 'spoken'
        ? SPOKEN_KEYS
        : CODE_KEYS
      : undefined;
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
          keys={keysOf(verdict)}
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
  keys: readonly string[] | undefined;
  identifier: IdentifierView | undefined;
};

function SendCode({ account, verdict, keys, identifier }: OneProps) {
  const t = useTranslate();
  const send = useCaseRequest<SendChallengeRequest, ChallengeView>('challenges');
  const { identifierId, purpose } = verdict;
  const to = identifier?.display ?? '…';
  const step = useStep();
  const button = useActFocus<HTMLButtonElement>('code', keys === CODE_KEYS && verdict.allowed);
  const request = () => {
    if (!identifierId || !isSendable(purpose)) return;
    send.mutate({ accountId: account.accountId, identifierId, purpose });
  };
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t(`relink.verification.${labelOf(account, purpose)}`, { to })}
        pending={send.isPending}
        group="verification"
        keys={keys}
        buttonRef={button}
        onClick={request}
        onKey={() => {
          step.unfold();
          request();
        }}
      />
      {send.error ? <ProblemAlert error={send.error} /> : null}
    </>
  );
}

/** A duplicate may get a code that moves its e-mail, and one that proves it. */
function labelOf({ role }: CaseAccountView, purpose: ActionVerdictView['purpose']): string {
  if (purpose === 'spoken') return 'sendSpoken';
  return role === 'duplicate' && purpose === 'evidence' ? 'sendEvidence' : 'sendCode';
}

function isSendable(purpose: ActionVerdictView['purpose']): purpose is SendChallengeRequest['purpose'] {
  return purpose === 'evidence' || purpose === 'spoken' || purpose === 'identifier-move';
}
