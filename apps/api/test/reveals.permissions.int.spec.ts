import { permissionTable } from './harness/permission-table.ts';

const ID = '0198a9b2-0000-7000-8000-000000000000';
const field = { part: 'name' };
const reason = 'The caller asks for it.';

describe('who may reveal, and grant more looks', () => {
  permissionTable([
    {
      method: 'POST',
      path: `/api/accounts/${ID}/reveals`,
      body: { field, reason },
      allowed: ['supervisor', 'admin'],
    },
    { method: 'GET', path: '/api/looks', allowed: ['agent', 'supervisor', 'admin'] },
    {
      method: 'POST',
      path: `/api/agents/${ID}/look-grants`,
      body: { kind: 'search', extra: 5, reason },
      allowed: ['supervisor', 'admin'],
    },
  ]);
});
