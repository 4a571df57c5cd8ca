import { useRecordContext } from 'react-admin';
import { SessionsPanel } from './SessionsPanel.tsx';

const ALL = { path: 'end-all', word: 'relink.factors.endAll', from: 1 };

/** Where an agent is signed in, for an admin to end. */
export function AgentSessions() {
  const agent = useRecordContext<{ id: string }>();
  return agent ? (
    <SessionsPanel path={`agents/${agent.id}/sessions`} title="relink.factors.sessionsOf" several={ALL} />
  ) : null;
}
