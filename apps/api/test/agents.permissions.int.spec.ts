import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

const SOMEBODY = '/api/agents/0190f2a0-0000-7000-8000-000000000001';
const body = { username: 'newcomer', name: 'New Comer', role: 'agent', password: 'ten letters or more' };

describe('who may see and manage agents', () => {
  permissionTable([
    { method: 'GET', path: '/api/agents', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: SOMEBODY, allowed: ['supervisor', 'admin'] },
    { method: 'POST', path: '/api/agents', body, allowed: ['admin'] },
    { method: 'PUT', path: SOMEBODY, body: { name: 'Another Name' }, allowed: ['admin'] },
    { method: 'GET', path: '/api/colleagues', allowed: AGENT_ROLES },
  ]);
});
