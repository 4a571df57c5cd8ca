import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

const NOBODY = '00000000-0000-7000-8000-000000000000';
const CODE = { kind: 'totp', code: '000000' };
const REASON = { reason: 'The phone is lost.' };

describe('who may ask who they are, and read the policy', () => {
  permissionTable([
    { method: 'GET', path: '/api/me', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/policy', allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/sign-in/factor', body: CODE, allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/step-up', body: CODE, allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/passkey-challenges', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/my-factors', allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/my-factors/totp-secret', allowed: AGENT_ROLES },
    {
      method: 'POST',
      path: '/api/my-factors/totp',
      body: { name: 'A', code: '000000' },
      allowed: AGENT_ROLES,
    },
    { method: 'POST', path: '/api/my-factors/passkey-options', allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/my-factors/passkeys', body: {}, allowed: AGENT_ROLES },
    { method: 'POST', path: `/api/my-factors/${NOBODY}/remove`, allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/my-sessions', allowed: AGENT_ROLES },
    { method: 'POST', path: '/api/my-sessions/end-others', allowed: AGENT_ROLES },
    { method: 'POST', path: `/api/my-sessions/${NOBODY}/end`, allowed: AGENT_ROLES },
    { method: 'GET', path: `/api/agents/${NOBODY}/sessions`, allowed: ['admin'] },
    { method: 'POST', path: `/api/agents/${NOBODY}/sessions/end-all`, allowed: ['admin'] },
    { method: 'POST', path: `/api/agents/${NOBODY}/sessions/${NOBODY}/end`, allowed: ['admin'] },
    { method: 'GET', path: '/api/factor-recoveries', allowed: ['admin'] },
    { method: 'POST', path: `/api/agents/${NOBODY}/factor-recoveries`, body: REASON, allowed: ['admin'] },
    { method: 'POST', path: `/api/factor-recoveries/${NOBODY}/approve`, allowed: ['admin'] },
    { method: 'POST', path: `/api/factor-recoveries/${NOBODY}/reject`, allowed: ['admin'] },
  ]);
});
