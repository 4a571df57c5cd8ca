import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';

describe('who may read and word what agents say', () => {
  permissionTable([
    { method: 'GET', path: '/api/say-texts', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/say-texts/goodbye.sv', allowed: AGENT_ROLES },
    { method: 'PUT', path: '/api/say-texts/goodbye.sv', body: { body: 'Hej då!' }, allowed: ['admin'] },
  ]);
});
