import type { CaseAccountView, EvidenceRequest, EvidenceResponse } from '@relink/contract';
import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { codeOf, problemOf } from '../../app/request.ts';
import { StepPart } from '../../app/StepPart.tsx';
import { useCaseRequest, useVerdict, VerdictText } from '../cases/index.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { answersOf, askedKinds, errorsByKind, type Typed } from './answers.ts';
import { Questions } from './Questions.tsx';
import { RoundVerdict } from './RoundVerdict.tsx';

/** What the caller says, sent as one round and answered with one verdict. */
export function EvidenceForm({ account }: { account: CaseAccountView }) {
  const t = useTranslate();
  const [typed, setTyped] = useState<Typed>({});
  const verdict = useVerdict('send-evidence-round', account.accountId);
  const round = useCaseRequest<EvidenceRequest, EvidenceResponse>('evidence');
  if (!verdict) return null;
  const asked = askedKinds(typed);
  const busy = !verdict.allowed || round.isPending;
  const errors = errorsByKind(problemOf(round.error)?.fields ?? {}, asked);
  const send = () =>
    round.mutate(
      { accountId: account.accountId, answers: answersOf(typed) },
      {
        onSuccess: () => setTyped({}),
        onError: (error) => (codeOf(error) === 'account-locked' ? setTyped({}) : undefined),
      },
    );
  return (
    <StepPart title={t('relink.verification.round')}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {t('relink.verification.roundHelp')}
      </Typography>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (verdict.allowed && asked.length > 0 && !round.isPending) send();
        }}
      >
        <Questions
          accountId={account.accountId}
          main={account.role === 'claimed'}
          asked={asked}
          excluded={account.excludedKinds}
          disabled={busy}
          onAsk={(kind, isAsked) => setTyped((before) => withAnswer(before, kind, isAsked ? {} : undefined))}
        />
        {asked.map((kind) => (
          <AnswerFields
            key={kind}
            accountId={account.accountId}
            kind={kind}
            disabled={busy}
            values={typed[kind] ?? {}}
            errors={errors[kind] ?? {}}
            onChange={(values) => setTyped((before) => withAnswer(before, kind, values))}
          />
        ))}
        <Button
          type="submit"
          variant="contained"
          size="small"
          sx={{ mt: 1 }}
          disabled={!verdict.allowed || asked.length === 0}
          loading={round.isPending}
        >
          {t('relink.verification.send')}
        </Button>
      </form>
      <VerdictText verdict={verdict} />
      <RoundVerdict account={account} answer={round.data} error={round.error} />
    </StepPart>
  );
}

function withAnswer(before: Typed, kind: keyof Typed, values: Typed[keyof Typed]): Typed {
  const { [kind]: _, ...others } = before;
  return values === undefined ? others : { ...others, [kind]: values };
}
