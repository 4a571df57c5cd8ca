import { randomUUID } from 'node:crypto';
import { permissionTable } from './harness/permission-table.ts';

const id = randomUUID();

describe('who may decide about changes', () => {
  permissionTable([
    { method: 'GET', path: '/api/approvals', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: `/api/approvals/${id}`, allowed: ['supervisor', 'admin'] },
    { method: 'POST', path: `/api/approvals/${id}/approve`, body: {}, allowed: ['supervisor', 'admin'] },
    {
      method: 'POST',
      path: `/api/approvals/${id}/reject`,
      body: { reason: 'No.' },
      allowed: ['supervisor', 'admin'],
    },
  ]);
});
