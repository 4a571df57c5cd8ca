import type { AccountCard, AddAccountRequest, CaseView, DuplicateView } from '@relink/contract';
import type { DuplicateState } from '@relink/domain';
import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Folded } from '../../app/Folded.tsx';
import { Panel } from '../../app/Panel.tsx';
import { mergePath } from '../../app/merge-path.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { AccountMarks, orderYears } from '../accounts/index.ts';
import { DismissButton } from './DismissButton.tsx';
import { DismissedBy } from './DismissedBy.tsx';
import { Reasons, Score } from './Score.tsx';

/** The case in which duplicates are looked at: where they are added and merged. */
export type InCase = Pick<CaseView, 'id'> & {
  /** Accounts of the case. */
  readonly accountIds: readonly string[];
  /** Whether the case takes another account. */
  readonly mayAdd: boolean;
};

type Props = { accountId: string; inCase?: InCase | undefined; level?: 2 | 3 };

/** What other accounts the holder of this one is likely to have, and why; what was said to be none is folded. */
export function LikelyDuplicates({ accountId, inCase, level = 3 }: Props) {
  const t = useTranslate();
  const { data, error, isPending } = useDuplicates(accountId, inCase?.id, 'open');
  return (
    <Panel title={t('relink.duplicates.title')} level={level}>
      {isPending || error ? <Waiting error={error} /> : null}
      {data?.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('relink.duplicates.none')}
        </Typography>
      ) : null}
      {data?.map((each) => (
        <Likely key={each.id} duplicate={each} accountId={accountId} inCase={inCase} />
      ))}
      <Folded label={t('relink.duplicates.dismissed')}>
        <Dismissed accountId={accountId} caseId={inCase?.id} />
      </Folded>
    </Panel>
  );
}

/** Those of an account in a state. Each look is an event in the audit: it is not repeated by itself. */
function useDuplicates(accountId: string, caseId: string | undefined, state: DuplicateState) {
  return useGetList<DuplicateView>(
    'duplicates',
    {
      filter: { accountId, state, ...(caseId ? { caseId } : {}) },
      pagination: { page: 1, perPage: 25 },
      sort: { field: 'weight', order: 'DESC' },
    },
    { retry: false, refetchOnReconnect: false, staleTime: 60_000 },
  );
}

/** Who was said to be somebody else, by whom and why; asked for only once it is unfolded. */
function Dismissed({ accountId, caseId }: { accountId: string; caseId: string | undefined }) {
  const t = useTranslate();
  const { data, error, isPending } = useDuplicates(accountId, caseId, 'dismissed');
  if (isPending || error) return <Waiting error={error} />;
  if (data.length === 0)
    return <Typography variant="body2">{t('relink.duplicates.dismissedNone')}</Typography>;
  return data.map((each) => (
    <Box key={each.id} sx={{ my: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        <bdi>{otherOf(each, accountId).maskedName}</bdi>
      </Typography>
      <DismissedBy of={each} />
    </Box>
  ));
}

/** The account of a pair that is not the one in sight. */
function otherOf({ accounts: [one, two] }: DuplicateView, accountId: string): AccountCard {
  return one.id === accountId ? two : one;
}

type LikelyProps = { duplicate: DuplicateView; accountId: string; inCase: InCase | undefined };

function Likely({ duplicate, accountId, inCase }: LikelyProps) {
  const t = useTranslate();
  const other = otherOf(duplicate, accountId);
  const query = inCase ? `?caseId=${inCase.id}` : '';
  return (
    <Box
      component="article"
      aria-label={other.maskedName}
      sx={{ py: 1.5, '& + &': { borderTop: 1, borderColor: 'divider' }, '&:first-of-type': { pt: 0 } }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 }}>
        <Typography component="span" sx={{ fontWeight: 700 }}>
          <bdi>{other.maskedName}</bdi>
        </Typography>
        <Score of={duplicate} />
      </Box>
      <AccountMarks
        account={{ ...other, marks: other.marks.filter((mark) => mark !== 'likely-duplicate') }}
      />
      {/* Masked, two of them are told apart by this alone. */}
      <Typography variant="body2" color="textSecondary">
        {orderYears(other, t)}
      </Typography>
      <DismissedBy of={duplicate} />
      <Reasons of={duplicate} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {inCase ? <CaseActions accountId={accountId} other={other} inCase={inCase} /> : null}
        <DismissButton duplicate={duplicate} name={other.maskedName} caseId={inCase?.id} />
        <Button size="small" component={RouterLink} to={`/accounts/${other.id}/show${query}`}>
          {t('relink.accounts.openPage')}
        </Button>
      </Box>
    </Box>
  );
}

type CaseActionsProps = { accountId: string; other: AccountCard; inCase: InCase };

/** Takes the duplicate into the case, and goes on to the merge. What is not in the case yet is added on the way. */
function CaseActions({ accountId, other, inCase }: CaseActionsProps) {
  const t = useTranslate();
  const desk = useDesk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const known = inCase.accountIds.includes(other.id);
  const add = useMutation({
    mutationFn: (body: AddAccountRequest) => desk.send<CaseView>(`cases/${inCase.id}/accounts`, body),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cases'] }),
  });
  const body: AddAccountRequest = { accountId: other.id, role: 'duplicate' };
  const merge = () => void navigate(mergePath(inCase.id, accountId, other.id));
  if (!known && !inCase.mayAdd) return null;
  return (
    <>
      {known ? (
        <Typography variant="body2" sx={{ alignSelf: 'center' }}>
          {t('relink.duplicates.inCase')}
        </Typography>
      ) : (
        <Button size="small" variant="outlined" loading={add.isPending} onClick={() => add.mutate(body)}>
          {t('relink.duplicates.add')}
        </Button>
      )}
      <Button
        size="small"
        variant="contained"
        disabled={add.isPending}
        aria-label={t('relink.duplicates.mergeWith', { name: other.maskedName })}
        onClick={() => (known ? merge() : add.mutate(body, { onSuccess: merge }))}
      >
        {t('relink.duplicates.merge')}
      </Button>
      {add.error ? <ProblemAlert error={add.error} sx={{ width: '100%' }} /> : null}
    </>
  );
}
