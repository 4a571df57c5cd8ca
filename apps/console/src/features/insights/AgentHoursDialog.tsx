import { type AgentHours, isTimeZone, type Weekday, WEEKDAYS } from '@relink/domain';
import { Alert, Autocomplete, Box, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';

type Props = {
  of: AgentHours | null;
  pending: boolean;
  error: unknown;
  onSubmit: (hours: AgentHours) => void;
  onClose: () => void;
};
type Times = Readonly<Record<Weekday, { readonly from: string; readonly to: string }>>;

const ZONES = Intl.supportedValuesOf('timeZone');

/** One shift for each day of the week. A second one of a day, set over the API, is kept as it is. */
export function AgentHoursDialog({ of, pending, error, onSubmit, onClose }: Props) {
  const t = useTranslate();
  const [zone, setZone] = useState(of?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [times, setTimes] = useState(() => timesOf(of));
  const half = WEEKDAYS.find((day) => (times[day].from === '') !== (times[day].to === ''));
  const set = (day: Weekday, end: 'from' | 'to') => (event: { target: { value: string } }) =>
    setTimes({ ...times, [day]: { ...times[day], [end]: event.target.value } });
  return (
    <FormDialog
      open
      title={t('relink.agentHours.title')}
      text={t('relink.agentHours.help')}
      submit={t('relink.agentHours.save')}
      pending={pending}
      error={error}
      disabled={half !== undefined || !isTimeZone(zone)}
      onSubmit={() => onSubmit(hoursOf(zone, times, of))}
      onClose={onClose}
    >
      <Autocomplete
        freeSolo
        options={ZONES}
        inputValue={zone}
        onInputChange={(_, value) => setZone(value)}
        renderInput={(input) => (
          <TextField
            {...input}
            autoFocus
            label={t('relink.agentHours.zone')}
            helperText={t('relink.agentHours.zoneHelp')}
          />
        )}
      />
      {WEEKDAYS.map((day) => {
        const name = t(`relink.agentHours.weekdays.${day}`);
        return (
          <Box key={day} sx={{ display: 'grid', gap: 1, gridTemplateColumns: '1fr 1fr' }}>
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                type="time"
                size="small"
                label={t(`relink.agentHours.${end}`, { day: name })}
                value={times[day][end]}
                onChange={set(day, end)}
                slotProps={{ inputLabel: { shrink: true } }}
              />
            ))}
          </Box>
        );
      })}
      {half ? (
        <Alert severity="warning">
          <Typography variant="body2">
            {t('relink.agentHours.half', { day: t(`relink.agentHours.weekdays.${half}`) })}
          </Typography>
        </Alert>
      ) : null}
    </FormDialog>
  );
}

function timesOf(hours: AgentHours | null): Times {
  const shiftOf = (day: Weekday) => hours?.shifts[day]?.[0] ?? { from: '', to: '' };
  return Object.fromEntries(WEEKDAYS.map((day) => [day, shiftOf(day)])) as Times;
}

function hoursOf(timeZone: string, times: Times, before: AgentHours | null): AgentHours {
  const shifts = WEEKDAYS.flatMap((day) => {
    const { from, to } = times[day];
    return from === '' ? [] : [[day, [{ from, to }, ...(before?.shifts[day]?.slice(1) ?? [])]] as const];
  });
  return { timeZone, shifts: Object.fromEntries(shifts) };
}
