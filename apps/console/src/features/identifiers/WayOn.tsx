import type { AddAccountRequest, ChallengeView, SendChallengeRequest } from '@relink/contract';
import type { PendingKind } from '@relink/domain';
import { Button } from '@mui/material';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import type { ProblemBody } from '../../app/request.ts';
import { useCaseRequest } from '../cases/index.ts';

type Props = { kind: PendingKind; problem: ProblemBody | undefined };

/** The way on that the server names in a refusal: adding the duplicate, or a code to a contact of it. */
export function WayOn({ kind, problem }: Props) {
  const { duplicateAccountId, identifierId, next } = problem?.details ?? {};
  if (typeof duplicateAccountId !== 'string') return null;
  if (next === 'add-duplicate') return <AddDuplicate kind={kind} accountId={duplicateAccountId} />;
  if (problem?.code !== `${kind}-on-duplicate` || typeof identifierId !== 'string') return null;
  return <SendMoveCode kind={kind} accountId={duplicateAccountId} identifierId={identifierId} />;
}

type OnDuplicate = { kind: PendingKind; accountId: string };

function SendMoveCode({ kind, accountId, identifierId }: OnDuplicate & { identifierId: string }) {
  const send = useCaseRequest<SendChallengeRequest, ChallengeView>('challenges');
  return (
    <Step
      request={send}
      label={`relink.identifiers.${kind}.sendMoveCode`}
      done={`relink.identifiers.${kind}.moveCodeSent`}
      onClick={() => send.mutate({ accountId, identifierId, purpose: 'identifier-move' })}
    />
  );
}

function AddDuplicate({ kind, accountId }: OnDuplicate) {
  const add = useCaseRequest<AddAccountRequest>('accounts');
  return (
    <Step
      request={add}
      label="relink.identifiers.addDuplicate"
      done={`relink.identifiers.${kind}.duplicateAdded`}
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
