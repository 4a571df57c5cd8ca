import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

describe('who may ask who they are, and read the policy', () => {
  permissionTable([
    { method: 'GET', path: '/api/me', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/policy', allowed: AGENT_ROLES },
  ]);
});
