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
  Typography,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { wordAction } from '../../app/word-action.ts';
import { BeforeAfter } from './BeforeAfter.tsx';

const wide = ['caseReference', 'origin', 'address'] as const;

/** On a phone the columns share what there is, and no row is wider than the page. */
const NARROW = {
  tableLayout: 'fixed',
  '& th, & td': { px: 0.75, overflowWrap: 'anywhere' },
  '& th:first-of-type': { width: 108 },
  '& th:last-of-type': { width: 64 },
};

/** Times and references are compared down the column: where there is room, none is broken. */
const ONE_LINE = { whiteSpace: { md: 'nowrap' } };

/** The events as a table whose rows open by keyboard too: React-Admin's expand button is hidden from it. */
export function AuditTable({ events }: { events: readonly AuditEventView[] }) {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const columns = small ? ['action'] : ['actorName', 'action', 'outcome', ...wide];
  return (
    <TableContainer>
      <Table size="small" sx={small ? NARROW : {}}>
        <TableHead>
          <TableRow sx={{ '& th': ONE_LINE }}>
            <TableCell sortDirection="desc">{t('resources.audit-events.fields.at')}</TableCell>
            {columns.map((column) => (
              <TableCell key={column}>{t(`resources.audit-events.fields.${column}`)}</TableCell>
            ))}
            <TableCell>{t('relink.audit.details')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {events.map((event) => (
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
        <TableCell sx={ONE_LINE}>
          <RowLink to={`/audit-events/${event.id}/show`}>
            <TimeText at={event.at} exact />
          </RowLink>
        </TableCell>
        {small ? null : <TableCell>{event.actorName}</TableCell>}
        <TableCell>
          {wordAction(t, event.action)} {small && event.outcome !== 'done' ? <Outcome event={event} /> : null}
          {small ? (
            <Typography variant="body2" color="textSecondary">
              {event.actorName}
            </Typography>
          ) : null}
        </TableCell>
        {small ? null : (
          <TableCell>
            <Outcome event={event} />
          </TableCell>
        )}
        {small
          ? null
          : [
              event.caseReference,
              event.origin && t(`relink.audit.origins.${event.origin}`, { _: event.origin }),
              event.address,
            ].map((value, nth) => (
              <TableCell key={wide[nth]} sx={ONE_LINE}>
                {value}
              </TableCell>
            ))}
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
      color={outcome === 'done' ? 'default' : 'warning'}
      label={t(`relink.enums.eventOutcome.${outcome}`, { _: outcome })}
    />
  );
}
