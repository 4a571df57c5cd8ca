import type { ImportPreview } from '@relink/contract';
import { MAPPED_FIELDS, type MappedField } from '@relink/domain';
import {
  Alert,
  Box,
  Chip,
  LinearProgress,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { STACKED_ON_A_PHONE } from './stacked.ts';
import { wordField } from './word-field.ts';

type Props = { preview: ImportPreview; pending: boolean };
type Row = ImportPreview['rows'][number];

/** The first rows as an import would read them, with what is wrong in which cell. */
export function MappingPreview({ preview, pending }: Props) {
  const t = useTranslate();
  const { definition, faults, missingColumns, rows } = preview;
  const fields = MAPPED_FIELDS[definition.records].filter(
    (field) => (definition.columns[field] ?? '') !== '',
  );
  const title = t('relink.importMappings.preview');
  return (
    <Panel title={title}>
      {/* Its height is always there: what is below does not jump. */}
      <Box sx={{ height: 4, mb: 1 }}>
        {pending ? <LinearProgress aria-label={t('relink.common.loading')} /> : null}
      </Box>
      {missingColumns.length > 0 ? (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {t('relink.importMappings.missing', { names: missingColumns.join(', ') })}
        </Alert>
      ) : null}
      {rows.length === 0 ? <Typography>{t('relink.importMappings.previewNone')}</Typography> : null}
      {faults.length > 0 ? <Typography>{t('relink.importMappings.previewFirst')}</Typography> : null}
      {rows.length > 0 && faults.length === 0 && missingColumns.length === 0 ? (
        <TableContainer tabIndex={0} role="group" aria-label={title}>
          <Table size="small" sx={STACKED_ON_A_PHONE}>
            <TableHead>
              <TableRow>
                <TableCell>{t('relink.importMappings.line')}</TableCell>
                <TableCell>{t('relink.importMappings.outcome')}</TableCell>
                {fields.map((field) => (
                  <TableCell key={field}>{t(wordField(definition.records, field))}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <PreviewRow key={row.line} row={row} fields={fields} preview={preview} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      ) : null}
    </Panel>
  );
}

type RowProps = { row: Row; fields: readonly MappedField[]; preview: ImportPreview };

function PreviewRow({ row, fields, preview: { header, definition } }: RowProps) {
  const t = useTranslate();
  const read = new Map(row.read?.map(({ field, value }) => [field, value]));
  const named = new Set(fields.map((field) => definition.columns[field]?.toLowerCase()));
  const elsewhere = row.issues.filter(({ column }) => !named.has(column.toLowerCase()));
  return (
    <TableRow sx={{ verticalAlign: 'top' }}>
      <TableCell data-label={t('relink.importMappings.line')}>{row.line}</TableCell>
      <TableCell data-label={t('relink.importMappings.outcome')} sx={{ minWidth: 150 }}>
        <Outcome row={row} />
        {elsewhere.map(({ code, reason }) => (
          <Reason key={code}>{reason}</Reason>
        ))}
      </TableCell>
      {fields.map((field) => {
        const column = definition.columns[field] ?? '';
        const at = header.findIndex((name) => name.toLowerCase() === column.toLowerCase());
        return (
          <ReadCell
            key={field}
            label={t(wordField(definition.records, field))}
            written={(row.cells[at] ?? '').trim()}
            read={read.get(field)}
            reasons={row.issues
              .filter((issue) => issue.column !== '' && issue.column.toLowerCase() === column.toLowerCase())
              .map(({ reason }) => reason)}
          />
        );
      })}
    </TableRow>
  );
}

function Outcome({ row: { read, issues } }: { row: Row }) {
  const t = useTranslate();
  const worst = ['refused', 'warned'].find((severity) => issues.some((issue) => issue.severity === severity));
  const color =
    worst === 'refused' ? 'error' : worst === 'warned' ? 'warning' : read === null ? 'default' : 'success';
  const label = worst
    ? t(`relink.enums.severity.${worst}`)
    : t(`relink.importMappings.${read === null ? 'continued' : 'fine'}`);
  return <Chip size="small" variant="outlined" color={color} label={label} />;
}

type CellProps = { label: string; written: string; read: string | undefined; reasons: readonly string[] };

function ReadCell({ label, written, read, reasons }: CellProps) {
  const t = useTranslate();
  return (
    <TableCell data-label={label} sx={{ overflowWrap: 'anywhere', minWidth: 110, maxWidth: 280 }}>
      <Box component="span" sx={{ display: 'block' }}>
        {read ?? (reasons.length > 0 ? '' : '—')}
      </Box>
      {written !== '' && written !== read && (read !== undefined || reasons.length > 0) ? (
        <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
          {t('relink.importMappings.written', { value: written })}
        </Typography>
      ) : null}
      {[...new Set(reasons)].map((reason) => (
        <Reason key={reason}>{reason}</Reason>
      ))}
    </TableCell>
  );
}

function Reason({ children }: { children: string }) {
  return (
    <Typography variant="caption" color="error" sx={{ display: 'block' }}>
      {children}
    </Typography>
  );
}
