import type { AuditEventView } from '@relink/contract';
import CloseIcon from '@mui/icons-material/ExpandLess';
import ExpandIcon from '@mui/icons-material/ExpandMore';
import {
  Chip,
  IconButton,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { useId, useState } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { ListEmpty } from '../../app/lists/index.ts';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { wordAction } from '../../app/word-action.ts';
import { BeforeAfter } from './BeforeAfter.tsx';

const wide = ['caseReference', 'origin', 'address'] as const;

/** On a phone the columns share what there is, and no row is wider than the page. */
const NARROW = {
  tableLayout: 'fixed',
  '& th, & td': { px: 0.75, overflowWrap: 'anywhere' },
  '& th:last-of-type': { width: 64 },
};

/** The events as a table whose rows open by keyboard too: React-Admin's expand button is hidden from it. */
export function AuditTable() {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const list = useListContext<AuditEventView>();
  const { data, error, isPending, sort, setSort } = list;
  if (isPending || error) return <Waiting error={error} />;
  if (data.length === 0)
    return (
      <ListEmpty
        text={t('relink.lists.empty.audit')}
        narrowed={Object.keys(list.filterValues as object).length > 0}
      />
    );
  const direction = sort.order === 'ASC' ? 'asc' : 'desc';
  const columns = ['actorName', 'action', ...(small ? [] : (['outcome', ...wide] as const))];
  return (
    <TableContainer>
      <Table size="small" sx={small ? NARROW : {}}>
        <TableHead>
          <TableRow>
            <TableCell sortDirection={direction}>
              <TableSortLabel
                active
                direction={direction}
                onClick={() => setSort({ field: 'at', order: sort.order === 'ASC' ? 'DESC' : 'ASC' })}
              >
                {t('resources.audit-events.fields.at')}
              </TableSortLabel>
            </TableCell>
            {columns.map((column) => (
              <TableCell key={column}>{t(`resources.audit-events.fields.${column}`)}</TableCell>
            ))}
            <TableCell>{t('relink.audit.details')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((event) => (
            <EventRow key={event.id} event={event} small={small} columns={columns.length + 2} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function EventRow({ event, small, columns }: { event: AuditEventView; small: boolean; columns: number }) {
  const t = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const Icon = open ? CloseIcon : ExpandIcon;
  return (
    <>
      <TableRow hover sx={open ? { '& > td': { borderBottom: 0 } } : {}}>
        <TableCell>
          <TimeText at={event.at} exact />
        </TableCell>
        <TableCell>{event.actorName}</TableCell>
        <TableCell>
          {wordAction(t, event.action)}{' '}
          {small && event.outcome === 'refused' ? <Outcome event={event} /> : null}
        </TableCell>
        {small ? null : (
          <TableCell>
            <Outcome event={event} />
          </TableCell>
        )}
        {small ? null : wide.map((column) => <TableCell key={column}>{event[column]}</TableCell>)}
        <TableCell>
          <IconButton
            size="small"
            aria-label={t(open ? 'ra.action.close' : 'ra.action.expand')}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <Icon fontSize="small" />
          </IconButton>
        </TableCell>
      </TableRow>
      {open ? (
        <TableRow id={id}>
          <TableCell colSpan={columns} sx={{ bgcolor: 'background.default' }}>
            <BeforeAfter event={event} />
          </TableCell>
        </TableRow>
      ) : null}
    </>
  );
}

function Outcome({ event: { outcome } }: { event: AuditEventView }) {
  const t = useTranslate();
  return (
    <Chip
      size="small"
      variant="outlined"
      color={outcome === 'refused' ? 'warning' : 'default'}
      label={t(`relink.enums.eventOutcome.${outcome}`)}
    />
  );
}
