import { permissionTable } from './harness/permission-table.ts';

describe('who may read the log', () => {
  permissionTable([
    { method: 'GET', path: '/api/audit-events', allowed: ['supervisor', 'admin'] },
    {
      method: 'GET',
      path: '/api/audit-events/0190f2a0-0000-7000-8000-000000000001',
      allowed: ['supervisor', 'admin'],
    },
    { method: 'GET', path: '/api/audit-filters', allowed: ['supervisor', 'admin'] },
    {
      method: 'POST',
      path: '/api/audit-filters',
      body: { name: 'Refused', filter: { outcome: 'refused' } },
      allowed: ['supervisor', 'admin'],
    },
    {
      method: 'DELETE',
      path: '/api/audit-filters/0190f2a0-0000-7000-8000-000000000001',
      allowed: ['supervisor', 'admin'],
    },
    { method: 'GET', path: '/api/audit-stream', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: '/api/audit-exports', allowed: ['supervisor', 'admin'] },
    {
      method: 'POST',
      path: '/api/audit-exports',
      body: { filter: {}, format: 'csv', reason: 'An auditor asked.' },
      allowed: ['supervisor', 'admin'],
    },
    {
      method: 'GET',
      path: '/api/audit-exports/0190f2a0-0000-7000-8000-000000000001',
      allowed: ['supervisor', 'admin'],
    },
    {
      method: 'GET',
      path: '/api/audit-exports/0190f2a0-0000-7000-8000-000000000001/file',
      allowed: ['supervisor', 'admin'],
    },
  ]);
});
