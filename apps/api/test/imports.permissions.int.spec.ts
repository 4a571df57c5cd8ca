import { permissionTable } from './harness/permission-table.ts';

const SOME = '/api/imports/0190f2a0-0000-7000-8000-000000000001';

const MAPPING = '/api/import-mappings/0190f2a0-0000-7000-8000-000000000001';

describe('who may import', () => {
  permissionTable([
    { method: 'POST', path: '/api/imports', body: {}, allowed: ['admin'] },
    { method: 'GET', path: '/api/imports', allowed: ['admin'] },
    { method: 'GET', path: SOME, allowed: ['admin'] },
    { method: 'GET', path: `${SOME}/issues`, allowed: ['admin'] },
    { method: 'GET', path: `${SOME}/issues.csv`, allowed: ['admin'] },
    { method: 'GET', path: '/api/import-mappings', allowed: ['admin'] },
    { method: 'GET', path: MAPPING, allowed: ['admin'] },
    { method: 'POST', path: '/api/import-mappings', body: {}, allowed: ['admin'] },
    { method: 'PUT', path: MAPPING, body: {}, allowed: ['admin'] },
    { method: 'POST', path: `${MAPPING}/retire`, body: {}, allowed: ['admin'] },
    { method: 'POST', path: '/api/import-mappings/preview', body: {}, allowed: ['admin'] },
  ]);
});
