import type { ImportIssue } from '@relink/contract';
import { ROW_ISSUE_SEVERITIES, type RowIssueSeverity } from '@relink/domain';
import {
  Box,
  Link,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TablePagination,
  TableRow,
  TextField,
} from '@mui/material';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { STACKED_ON_A_PHONE } from './stacked.ts';

const PER_PAGE = 25;

/** The rows that were warned, refused or differing, page by page and as a download. */
export function Issues({ importId, total }: { importId: string; total: number }) {
  const t = useTranslate();
  const [severity, setSeverity] = useState<RowIssueSeverity | ''>('');
  const [page, setPage] = useState(0);
  if (total === 0) return <Panel title={t('relink.imports.issues')}>{t('relink.imports.noIssues')}</Panel>;
  const href = `/api/imports/${importId}/issues.csv${severity ? `?severity=${severity}` : ''}`;
  return (
    <Panel title={t('relink.imports.issues')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', mb: 1 }}>
        <TextField
          select
          margin="none"
          fullWidth={false}
          label={t('relink.imports.severity')}
          value={severity}
          onChange={({ target }) => {
            setSeverity(ROW_ISSUE_SEVERITIES.find((each) => each === target.value) ?? '');
            setPage(0);
          }}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        >
          <option value="">{t('relink.imports.every')}</option>
          {ROW_ISSUE_SEVERITIES.map((each) => (
            <option key={each} value={each}>
              {t(`relink.enums.severity.${each}`)}
            </option>
          ))}
        </TextField>
        <Link href={href} download>
          {t('relink.imports.download')}
        </Link>
      </Box>
      <IssueRows importId={importId} severity={severity} page={page} onPage={setPage} />
    </Panel>
  );
}

type RowsProps = {
  importId: string;
  severity: RowIssueSeverity | '';
  page: number;
  onPage: (page: number) => void;
};

function IssueRows({ importId, severity, page, onPage }: RowsProps) {
  const t = useTranslate();
  const { data, error, total } = useGetList<ImportIssue>(`imports/${importId}/issues`, {
    filter: severity ? { severity } : {},
    pagination: { page: page + 1, perPage: PER_PAGE },
    sort: { field: 'id', order: 'ASC' },
  });
  if (!data) return <Waiting error={error} />;
  return (
    <>
      <TableContainer tabIndex={0} role="group" aria-label={t('relink.imports.issues')}>
        <Table size="small" sx={STACKED_ON_A_PHONE}>
          <TableHead>
            <TableRow>
              <TableCell>{t('relink.imports.outcome')}</TableCell>
              <TableCell>{t('relink.imports.place')}</TableCell>
              <TableCell>{t('relink.imports.column')}</TableCell>
              <TableCell>{t('relink.imports.reason')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((issue) => (
              <TableRow key={issue.id}>
                <TableCell data-label={t('relink.imports.outcome')}>
                  {t(`relink.enums.severity.${issue.severity}`)}
                </TableCell>
                <TableCell data-label={t('relink.imports.place')} sx={{ overflowWrap: 'anywhere' }}>
                  {`${issue.file}:${issue.line}`}
                </TableCell>
                <TableCell data-label={t('relink.imports.column')}>{issue.column}</TableCell>
                <TableCell data-label={t('relink.imports.reason')} sx={{ overflowWrap: 'anywhere' }}>
                  {issue.reason}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <TablePagination
        component="div"
        count={total ?? -1}
        page={page}
        rowsPerPage={PER_PAGE}
        rowsPerPageOptions={[PER_PAGE]}
        onPageChange={(_, next) => onPage(next)}
      />
    </>
  );
}
