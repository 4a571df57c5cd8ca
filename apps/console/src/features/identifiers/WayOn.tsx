import type { AddAccountRequest, ChallengeView, SendChallengeRequest } from '@relink/contract';
import { Button } from '@mui/material';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import type { ProblemBody } from '../../app/request.ts';
import { useCaseRequest } from '../cases/index.ts';

/** The way on that the server names in a refusal of an e-mail: adding the duplicate, or a code to that address. */
export function WayOn({ problem }: { problem: ProblemBody | undefined }) {
  const { duplicateAccountId, identifierId, next } = problem?.details ?? {};
  if (typeof duplicateAccountId !== 'string') return null;
  if (next === 'add-duplicate') return <AddDuplicate accountId={duplicateAccountId} />;
  if (problem?.code !== 'email-on-duplicate' || typeof identifierId !== 'string') return null;
  return <SendMoveCode accountId={duplicateAccountId} identifierId={identifierId} />;
}

function SendMoveCode({ accountId, identifierId }: { accountId: string; identifierId: string }) {
  const send = useCaseRequest<SendChallengeRequest, ChallengeView>('challenges');
  return (
    <Step
      request={send}
      label="relink.identifiers.sendMoveCode"
      done="relink.identifiers.moveCodeSent"
      onClick={() => send.mutate({ accountId, identifierId, purpose: 'identifier-move' })}
    />
  );
}

function AddDuplicate({ accountId }: { accountId: string }) {
  const add = useCaseRequest<AddAccountRequest>('accounts');
  return (
    <Step
      request={add}
      label="relink.identifiers.addDuplicate"
      done="relink.identifiers.duplicateAdded"
      onClick={() => add.mutate({ accountId, role: 'duplicate' })}
    />
  );
}

type StepProps = {
  request: Pick<UseMutationResult, 'isPending' | 'isSuccess' | 'error'>;
  label: string;
  done: string;
  onClick: () => void;
};

function Step({ request, label, done, onClick }: StepProps) {
  const t = useTranslate();
  if (request.isSuccess) return <div role="status">{t(done)}</div>;
  return (
    <>
      <Button
        size="small"
        variant="contained"
        color="primary"
        sx={{ mt: 1 }}
        loading={request.isPending}
        onClick={onClick}
      >
        {t(label)}
      </Button>
      {request.error ? <ProblemAlert error={request.error} /> : null}
    </>
  );
}
