import { permissionTable } from './harness/permission-table.ts';

const SOME = '/api/imports/0190f2a0-0000-7000-8000-000000000001';

describe('who may import', () => {
  permissionTable([
    { method: 'POST', path: '/api/imports', body: {}, allowed: ['admin'] },
    { method: 'GET', path: '/api/imports', allowed: ['admin'] },
    { method: 'GET', path: SOME, allowed: ['admin'] },
    { method: 'GET', path: `${SOME}/issues`, allowed: ['admin'] },
    { method: 'GET', path: `${SOME}/issues.csv`, allowed: ['admin'] },
  ]);
});
