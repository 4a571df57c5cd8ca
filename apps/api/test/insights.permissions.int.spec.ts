import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

const SOME = '00000000-0000-7000-8000-000000000001';

describe('who may see the desk’s day, its figures and its signs of abuse', () => {
  permissionTable([
    { method: 'GET', path: '/api/home?since=2026-01-01T00:00:00.000Z', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/insights?from=2026-01-01&to=2026-01-31', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: '/api/insights/now', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: '/api/signs', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: `/api/signs/${SOME}`, allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: `/api/signs/${SOME}/events`, allowed: ['supervisor', 'admin'] },
    {
      method: 'POST',
      path: `/api/signs/${SOME}/mark`,
      body: { state: 'looked-at' },
      allowed: ['supervisor', 'admin'],
    },
    { method: 'GET', path: `/api/agents/${SOME}/hours`, allowed: ['supervisor', 'admin'] },
    { method: 'PUT', path: `/api/agents/${SOME}/hours`, body: { hours: null }, allowed: ['admin'] },
  ]);
});
