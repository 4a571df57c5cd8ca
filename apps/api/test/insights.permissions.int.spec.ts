import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

describe('who may see the desk’s day', () => {
  permissionTable([
    { method: 'GET', path: '/api/home?since=2026-01-01T00:00:00.000Z', allowed: AGENT_ROLES },
  ]);
});
