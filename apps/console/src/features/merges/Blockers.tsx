import type { MergePreview } from '@relink/contract';
import { Alert, Box } from '@mui/material';
import type { Ref } from 'react';
import { useTranslate } from 'react-admin';
import { RowLink } from '../../app/RowLink.tsx';
import { nameOf } from './MergeColumns.tsx';

type Props = {
  of: Pick<MergePreview, 'blockers' | 'survivor' | 'other'>;
  /** Opens the accounts' pages in it. */
  caseId?: string | undefined;
  focusRef?: Ref<HTMLDivElement>;
};

/** What stands in the way of a merge, of which account, and what would lift it. */
export function Blockers({ of: { blockers, survivor, other }, caseId, focusRef }: Props) {
  const t = useTranslate();
  if (blockers.length === 0) return null;
  const names = new Map([survivor, other].map((column) => [column.accountId, nameOf(column)]));
  return (
    <Alert
      severity="error"
      ref={focusRef ?? null}
      tabIndex={-1}
      sx={{ mb: 2, scrollMarginTop: '64px', '&:focus-visible': { outline: '3px solid currentColor' } }}
    >
      <strong>{t('relink.merges.blocked')}</strong>
      <Box component="ul" sx={{ m: 0, mt: 0.5, paddingInlineStart: 2.5 }}>
        {blockers.map(({ code, accountId, liftedBy }) => (
          <li key={`${code} ${accountId ?? ''}`}>
            {t(`relink.merges.blockers.${code}`)}
            {accountId === null ? null : (
              <>
                {': '}
                <RowLink to={`/accounts/${accountId}/show${caseId ? `?caseId=${caseId}` : ''}`}>
                  <bdi>{names.get(accountId)}</bdi>
                </RowLink>
              </>
            )}
            {'. '}
            {t(`relink.merges.liftedBy.${liftedBy}`)}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
