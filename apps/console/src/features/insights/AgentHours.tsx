import type { AgentHoursView } from '@relink/contract';
import { type AgentHours as Hours, WEEKDAYS } from '@relink/domain';
import { Button, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetIdentity, useRecordContext, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { AgentHoursDialog } from './AgentHoursDialog.tsx';

/** When an agent works, on the agent's own page. */
export function AgentHours() {
  const agent = useRecordContext<{ id: string }>();
  return agent ? <HoursOf agentId={agent.id} /> : null;
}

function HoursOf({ agentId }: { agentId: string }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  // Nobody says when they may work themselves.
  const own = useGetIdentity().identity?.id === agentId;
  const mayManage = usePermitted('agents.manage');
  const queryKey = ['agent-hours', agentId];
  const path = `agents/${agentId}/hours`;
  const { data, error } = useQuery({ queryKey, queryFn: () => desk.read<AgentHoursView>(path) });
  const set = useMutation({
    mutationFn: (hours: Hours | null) => desk.replace<AgentHoursView>(path, { hours }),
    onSuccess: (kept) => {
      queryClient.setQueryData(queryKey, kept);
      setOpen(false);
    },
  });
  return (
    <Panel title={t('relink.agentHours.title')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.agentHours.intro')}
      </Typography>
      {data ? <Shown of={data.hours} /> : <Waiting error={error} />}
      {set.error && !open ? <ProblemAlert error={set.error} /> : null}
      {mayManage && own ? <Typography variant="body2">{t('relink.agentHours.own')}</Typography> : null}
      {mayManage && !own ? (
        <>
          <Button variant="outlined" sx={{ mt: 1, mr: 1 }} disabled={!data} onClick={() => setOpen(true)}>
            {t(data?.hours ? 'relink.agentHours.change' : 'relink.agentHours.set')}
          </Button>
          {data?.hours ? (
            <Button sx={{ mt: 1 }} loading={set.isPending && !open} onClick={() => set.mutate(null)}>
              {t('relink.agentHours.remove')}
            </Button>
          ) : null}
        </>
      ) : null}
      {open ? (
        <AgentHoursDialog
          of={data?.hours ?? null}
          pending={set.isPending}
          error={set.error}
          onSubmit={(hours) => set.mutate(hours)}
          onClose={() => {
            setOpen(false);
            set.reset();
          }}
        />
      ) : null}
    </Panel>
  );
}

function Shown({ of }: { of: Hours | null }) {
  const t = useTranslate();
  if (of === null)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('relink.agentHours.none')}
      </Typography>
    );
  return (
    <Facts
      of={[
        [t('relink.agentHours.zone'), of.timeZone],
        ...WEEKDAYS.map((day) => {
          const shifts = (of.shifts[day] ?? []).map(({ from, to }) => `${from} – ${to}`).join(', ');
          return [
            t(`relink.agentHours.weekdays.${day}`),
            shifts === '' ? t('relink.agentHours.free') : shifts,
          ] as const;
        }),
      ]}
    />
  );
}
