import { CASE_CHANNELS } from '@relink/domain';
import type { Colleague } from '@relink/contract';
import { Box, MenuItem, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { type Chosen, PERIODS } from './chosen-days.ts';

type Props = {
  chosen: Chosen;
  from: string;
  to: string;
  today: string;
  onChange: (change: Partial<Chosen>) => void;
};

/** Which days, which channel, whose. What is chosen stands in the page's address, to be kept or sent on. */
export function PeriodBar({ chosen, from, to, today, onChange }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const { data: agents = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => desk.read<Colleague[]>('colleagues'),
    staleTime: 60_000,
  });
  const day = (name: 'from' | 'to', value: string) => (
    <TextField
      type="date"
      size="small"
      fullWidth={false}
      label={t(`relink.insights.${name}`)}
      value={value}
      onChange={(event) =>
        event.target.value ? onChange({ period: 'own', from, to, [name]: event.target.value }) : undefined
      }
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: today } }}
    />
  );
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 2 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={t('relink.insights.period')}
        value={chosen.period}
        sx={{ flexWrap: 'wrap' }}
      >
        {PERIODS.map((period) => (
          <ToggleButton
            key={period}
            value={period}
            onClick={() => onChange(period === 'own' ? { period, from, to } : { period })}
          >
            {t(`relink.insights.periods.${period}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {day('from', from)}
      {day('to', to)}
      <TextField
        select
        size="small"
        fullWidth={false}
        label={t('relink.insights.channel')}
        value={chosen.channel}
        onChange={(event) => onChange({ channel: event.target.value })}
        sx={{ minWidth: 140 }}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{t('relink.insights.allChannels')}</MenuItem>
        {CASE_CHANNELS.map((channel) => (
          <MenuItem key={channel} value={channel}>
            {t(`relink.enums.channel.${channel}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        fullWidth={false}
        label={t('relink.insights.agent')}
        value={agents.some(({ id }) => id === chosen.agentId) ? chosen.agentId : ''}
        onChange={(event) => onChange({ agentId: event.target.value })}
        sx={{ minWidth: 160 }}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{t('relink.insights.allAgents')}</MenuItem>
        {agents.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
