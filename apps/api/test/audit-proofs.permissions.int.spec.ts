import { permissionTable } from './harness/permission-table.ts';

describe('who may verify the log', () => {
  const allowed = ['supervisor', 'admin'] as const;
  permissionTable([
    { method: 'GET', path: '/api/audit-events/0190f2a0-0000-7000-8000-000000000001/proof', allowed },
    { method: 'GET', path: '/api/audit-checkpoints', allowed },
    { method: 'GET', path: '/api/audit-checkpoints/2/consistency?from=1', allowed },
    { method: 'GET', path: '/api/audit-verification', allowed },
    { method: 'POST', path: '/api/audit-verifications', allowed },
  ]);
});
