import type { AgentView, CreateAgentRequest, UpdateAgentRequest } from '@relink/contract';
import { AGENT_ROLES } from '@relink/domain';
import { Card } from '@mui/material';
import {
  BooleanInput,
  Create,
  Edit,
  minLength,
  PasswordInput,
  required,
  SaveButton,
  SelectInput,
  SimpleForm,
  TextInput,
  Toolbar,
  useTranslate,
} from 'react-admin';
import { AgentHours } from '../insights/index.ts';
import { useSignInWays } from '../sign-in/index.ts';
import { AgentName } from './AgentName.tsx';
import { AgentSessions } from './AgentSessions.tsx';
import { GrantLooks } from './GrantLooks.tsx';
import { LostFactor } from './LostFactor.tsx';
import { PrivateContacts } from './PrivateContacts.tsx';
import { TimelineLink } from './TimelineLink.tsx';

const tenOrMore = minLength(10, 'relink.agents.passwordNew');

/** A new agent, who can sign in at once. */
export function AgentCreate() {
  const t = useTranslate();
  return (
    <Create<AgentView> title={t('relink.agents.create')} redirect="list" transform={newAgent}>
      <SimpleForm toolbar={<SaveOnly />} sx={{ maxWidth: 480 }} defaultValues={{ role: 'agent' }}>
        <TextInput source="username" validate={required()} autoComplete="off" />
        <TextInput source="name" validate={required()} autoComplete="off" />
        <RoleInput />
        <PasswordInput
          source="password"
          validate={[required(), tenOrMore]}
          helperText="relink.agents.passwordNew"
          autoComplete="new-password"
        />
      </SimpleForm>
    </Create>
  );
}

/** An agent's name, role and password, and whether they may sign in. */
export function AgentEdit() {
  const ways = useSignInWays();
  return (
    <Edit<AgentView>
      title={<AgentName />}
      component="div"
      // All that the page for supervisors shows is here too.
      actions={false}
      redirect="list"
      mutationMode="pessimistic"
      transform={changeOf}
    >
      <Card sx={{ mb: 2 }}>
        <SimpleForm toolbar={<SaveOnly />} sx={{ maxWidth: 480 }}>
          <TextInput source="username" disabled />
          <TextInput source="name" validate={required()} autoComplete="off" />
          <RoleInput />
          <PasswordInput
            source="password"
            validate={tenOrMore}
            helperText="relink.agents.passwordChange"
            autoComplete="new-password"
          />
          {ways.company ? (
            <TextInput
              source="companySubject"
              parse={(typed: string) => (typed.trim() === '' ? null : typed)}
              helperText="relink.agents.companyHelp"
              autoComplete="off"
            />
          ) : null}
          <BooleanInput source="disabled" helperText="relink.agents.disabledHelp" />
        </SimpleForm>
      </Card>
      <TimelineLink />
      <LostFactor />
      <AgentHours />
      <AgentSessions />
      <GrantLooks />
      <PrivateContacts />
    </Edit>
  );
}

function newAgent({ username, name, role, password }: CreateAgentRequest): CreateAgentRequest {
  return { username, name, role, password };
}

function changeOf(given: UpdateAgentRequest): UpdateAgentRequest {
  const { name, role, disabled, password, companySubject } = given;
  return { name, role, disabled, companySubject, ...(password ? { password } : {}) };
}

function RoleInput() {
  const t = useTranslate();
  return (
    <SelectInput
      source="role"
      validate={required()}
      choices={AGENT_ROLES.map((id) => ({ id, name: t(`relink.enums.role.${id}`) }))}
      translateChoice={false}
    />
  );
}

function SaveOnly() {
  return (
    <Toolbar>
      <SaveButton />
    </Toolbar>
  );
}
