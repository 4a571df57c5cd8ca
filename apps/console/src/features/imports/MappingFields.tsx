import type { CreateImportMappingRequest, ImportPreview } from '@relink/contract';
import { DATE_FORMATS, DECIMAL_SIGNS, MAPPED_FIELDS, type MappedField, RECORD_KINDS } from '@relink/domain';
import { Box, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { Panel } from '../../app/Panel.tsx';
import { NativeChoice } from './NativeChoice.tsx';
import { wordField } from './word-field.ts';

type Definition = CreateImportMappingRequest['definition'];
type Props = {
  header: readonly string[];
  definition: Definition;
  faults: ImportPreview['faults'];
  /** Absent where the rows of a mapping cannot be of another kind any more. */
  onRecords?: (records: Definition['records']) => void;
  onChange: (definition: Definition) => void;
};

const grid = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))',
};

/** How values are written, and which column holds which of Relink's fields. */
export function MappingFields({ header, definition, faults, onRecords, onChange }: Props) {
  const t = useTranslate();
  const { records, columns, dates, decimals, country, currency = null } = definition;
  const set = (field: MappedField, column: string) => {
    const { [field]: _, ...others } = columns;
    onChange({ ...definition, columns: column === '' ? others : { ...others, [field]: column } });
  };
  return (
    <>
      <Panel title={t('relink.importMappings.how')}>
        <Box sx={grid}>
          {onRecords ? (
            <Choice
              label={t('relink.importMappings.records')}
              options={RECORD_KINDS.map((value) => ({
                value,
                label: t(`relink.importMappings.recordKind.${value}`),
              }))}
              value={records}
              onChange={onRecords}
            />
          ) : null}
          <NativeChoice
            label={t('relink.importMappings.dates')}
            options={DATE_FORMATS.map((value) => ({
              value,
              label: t(`relink.importMappings.dateFormat.${value}`),
            }))}
            value={dates}
            onChange={(value) => onChange({ ...definition, dates: value })}
          />
          <NativeChoice
            label={t('relink.importMappings.decimals')}
            options={DECIMAL_SIGNS.map((value) => ({
              value,
              label: t(`relink.importMappings.decimalSign.${value}`),
            }))}
            value={decimals}
            onChange={(value) => onChange({ ...definition, decimals: value })}
          />
          <CodeField
            words="country"
            letters={2}
            value={country}
            onChange={(value) => onChange({ ...definition, country: value })}
          />
          {hasAmounts(records) ? (
            <CodeField
              words="currency"
              letters={3}
              value={currency}
              onChange={(value) => onChange({ ...definition, currency: value })}
            />
          ) : null}
        </Box>
      </Panel>
      <Panel title={t('relink.importMappings.fields')}>
        <Typography variant="body2">{t('relink.importMappings.fieldsText')}</Typography>
        <Typography variant="body2" color={faults.length > 0 ? 'error' : 'textSecondary'} sx={{ mb: 2 }}>
          {t(`relink.importMappings.needed.${records}`)}
        </Typography>
        <Box sx={grid}>
          {MAPPED_FIELDS[records].map((field) => (
            <NativeChoice
              key={field}
              label={t(wordField(records, field))}
              options={columnsOf(header, columns[field] ?? '', t('relink.importMappings.notRead'))}
              value={columns[field] ?? ''}
              error={faults.some((fault) => fault.field === field)}
              onChange={(column) => set(field, column)}
            />
          ))}
        </Box>
      </Panel>
    </>
  );
}

/** A column that the file at hand does not have stays in the list: it is what the mapping says. */
function columnsOf(
  header: readonly string[],
  chosen: string,
  none: string,
): { value: string; label: string }[] {
  const names = [...new Set([...header, chosen])].filter((name) => name !== '');
  return [{ value: '', label: `— ${none} —` }, ...names.map((name) => ({ value: name, label: name }))];
}

/** Whether a row of such a file has an amount that needs a currency, and no order's own. */
function hasAmounts(records: Definition['records']): boolean {
  return records === 'customers' || records === 'gift-cards';
}

type CodeFieldProps = {
  /** The key of its words. */
  words: 'country' | 'currency';
  letters: number;
  value: string | null;
  onChange: (value: string | null) => void;
};

/** The letters that a country or a currency is written with. */
function CodeField({ words, letters, value, onChange }: CodeFieldProps) {
  const t = useTranslate();
  const wrong = value !== null && !new RegExp(`^[A-Z]{${letters}}$`).test(value);
  return (
    <TextField
      fullWidth
      margin="none"
      label={t(`relink.importMappings.${words}`)}
      value={value ?? ''}
      error={wrong}
      helperText={t(`relink.importMappings.${words}${wrong ? 'Wrong' : 'Help'}`)}
      onChange={({ target }) => onChange(target.value.trim().toUpperCase() || null)}
      slotProps={{ htmlInput: { maxLength: letters, autoComplete: 'off' }, inputLabel: { shrink: true } }}
    />
  );
}
