import type { AgentView } from '@relink/contract';
import { useRecordContext, useTranslate } from 'react-admin';

/** The title of an agent's page. */
export function AgentName() {
  const t = useTranslate();
  const agent = useRecordContext<AgentView>();
  return <span>{t('relink.agents.edit', { name: agent?.name ?? '' })}</span>;
}
