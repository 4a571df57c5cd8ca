import { permissionTable } from './harness/permission-table.ts';

describe('who may read the log', () => {
  permissionTable([
    { method: 'GET', path: '/api/audit-events', allowed: ['supervisor', 'admin'] },
    {
      method: 'GET',
      path: '/api/audit-events/0190f2a0-0000-7000-8000-000000000001',
      allowed: ['supervisor', 'admin'],
    },
  ]);
});
