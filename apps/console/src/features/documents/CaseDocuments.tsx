import type {
  ActionVerdictView,
  AskDocumentRequest,
  CaseAccountView,
  DocumentView,
  IdentifierView,
} from '@relink/contract';
import { Alert, Box, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Folded } from '../../app/Folded.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { StepPart } from '../../app/StepPart.tsx';
import { showInstant } from '../../app/time.tsx';
import { useCase, useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';
import { DocumentFacts } from './DocumentFacts.tsx';
import { Pictures } from './Pictures.tsx';
import { ProposeForm } from './ProposeForm.tsx';

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/** The identity documents of an account in its case: asked for, looked at, compared. */
export function CaseDocuments({ account, identifiers }: Props) {
  const t = useTranslate();
  const { id: caseId } = useCase();
  const desk = useDesk();
  const verdicts = useVerdicts('ask-document', account.accountId);
  const { data = [], error } = useQuery({
    queryKey: ['documents', 'of-case', caseId],
    queryFn: () => desk.read<DocumentView[]>(`cases/${caseId}/documents`),
    // Each reading is an event in the audit; the page is told when something came.
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  });
  const documents = data.filter(({ accountId }) => accountId === account.accountId);
  if (verdicts.length === 0 && documents.length === 0) return null;
  const [newest, ...earlier] = documents;
  return (
    <StepPart title={t('relink.documents.name', { smart_count: 2 })}>
      {error ? <ProblemAlert error={error} /> : null}
      {verdicts.filter(shown).map((verdict) => (
        <Ask
          key={verdict.identifierId ?? 'spoken'}
          accountId={account.accountId}
          verdict={verdict}
          to={identifiers.find(({ id: each }) => each === verdict.identifierId)?.display ?? '…'}
        />
      ))}
      {newest ? <OneDocument of={newest} /> : null}
      {earlier.length > 0 ? (
        <Folded label={t('relink.documents.earlier', { smart_count: earlier.length })}>
          {earlier.map((each) => (
            <DocumentFacts key={each.id} of={each} />
          ))}
        </Folded>
      ) : null}
    </StepPart>
  );
}

/** A code is read out only where no contact is left: anywhere else its button would only puzzle. */
function shown({ identifierId, missing }: ActionVerdictView): boolean {
  return identifierId !== null || !missing.includes('no-contact-left');
}

function Ask({ accountId, verdict, to }: { accountId: string; verdict: ActionVerdictView; to: string }) {
  const t = useTranslate();
  const queryClient = useQueryClient();
  const ask = useCaseRequest<AskDocumentRequest, DocumentView>('documents');
  const { identifierId } = verdict;
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t(identifierId === null ? 'relink.documents.askByCode' : 'relink.documents.ask', { to })}
        pending={ask.isPending}
        group="verification"
        onClick={() =>
          ask.mutate(
            { accountId, identifierId },
            { onSettled: () => void queryClient.invalidateQueries({ queryKey: ['documents'] }) },
          )
        }
      />
      {ask.error ? <ProblemAlert error={ask.error} /> : null}
    </>
  );
}

function OneDocument({ of }: { of: DocumentView }) {
  const t = useTranslate();
  const { reference } = useCase();
  return (
    <Box sx={{ my: 1 }}>
      {of.code === null ? null : (
        <Alert severity="info" role="status" sx={{ my: 1 }}>
          {t('relink.documents.readOut', { reference })}{' '}
          <Typography component="strong" sx={{ fontWeight: 700, letterSpacing: '0.1em' }}>
            {of.code}
          </Typography>
        </Alert>
      )}
      {of.state === 'asked' ? (
        <Typography variant="body2">
          {t('relink.documents.works', { at: showInstant(of.expiresAt) })}
          {of.deskCode === null ? null : ` ${t('relink.documents.deskCode', { code: of.deskCode })}`}
        </Typography>
      ) : null}
      <DocumentFacts of={of} />
      <Pictures of={of} />
      <ProposeForm of={of} />
    </Box>
  );
}
