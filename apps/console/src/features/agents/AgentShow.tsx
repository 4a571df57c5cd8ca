import type { AgentView } from '@relink/contract';
import { Show, useRecordContext, useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { AgentHours } from '../insights/index.ts';
import { AgentName } from './AgentName.tsx';
import { GrantLooks } from './GrantLooks.tsx';
import { SignInChip } from './SignInChip.tsx';
import { TimelineLink } from './TimelineLink.tsx';

/** Somebody of the desk, as a supervisor sees them: who they are, when they work, and more looks for today. */
export function AgentShow() {
  const mayManage = usePermitted('agents.manage');
  return (
    <Show<AgentView> title={<AgentName />} component="div" {...(mayManage ? {} : { actions: false })}>
      <AgentFacts />
      <TimelineLink />
      <GrantLooks />
      <AgentHours />
    </Show>
  );
}

function AgentFacts() {
  const t = useTranslate();
  const agent = useRecordContext<AgentView>();
  if (!agent) return null;
  return (
    <Panel title={agent.name}>
      <Facts
        of={[
          [t('resources.agents.fields.username'), agent.username],
          [t('resources.agents.fields.role'), t(`relink.enums.role.${agent.role}`)],
          [t('relink.agents.signIn'), <SignInChip key="sign-in" disabled={agent.disabled} />],
          [t('resources.agents.fields.createdAt'), <TimeText key="created" at={agent.createdAt} />],
        ]}
      />
    </Panel>
  );
}
