import { AGENT_ROLES, STANDARD_POLICY } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

const SOMETHING = '0190f2a0-0000-7000-8000-000000000001';
const reason = { reason: 'A drill.' };
const version = { ...reason, preset: 'standard', numbers: {}, rules: STANDARD_POLICY.rules, over: 0 };

describe('who may see and set the policy, and stop changes', () => {
  permissionTable([
    { method: 'GET', path: '/api/policy', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/policy-versions', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/policy-versions/1', allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/policy-versions', body: version, allowed: ['admin'] },
    { method: 'GET', path: '/api/change-stops', allowed: AGENT_ROLES },
    { method: 'GET', path: `/api/change-stops/${SOMETHING}`, allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/change-stops', body: reason, allowed: ['admin'] },
    { method: 'POST', path: `/api/change-stops/${SOMETHING}/lift`, body: reason, allowed: ['admin'] },
  ]);
});

describe('who may see and declare private contacts', () => {
  const path = `/api/agents/${SOMETHING}/private-contacts`;
  permissionTable([
    { method: 'GET', path, allowed: ['admin'] },
    { method: 'POST', path, body: { kind: 'email', value: 'a@home.example' }, allowed: ['admin'] },
    { method: 'POST', path: `${path}/${SOMETHING}/withdraw`, allowed: ['admin'] },
  ]);
});
