import { randomUUID } from 'node:crypto';
import { permissionTable } from './harness/permission-table.ts';

const id = randomUUID();
const everybody = ['agent', 'supervisor', 'admin'] as const;

describe('who may look at likely duplicates', () => {
  permissionTable([
    { method: 'GET', path: '/api/duplicates', allowed: ['supervisor', 'admin'] },
    // An agent whose open case holds one of the accounts; nobody's case does here, and there is no such pair.
    { method: 'GET', path: `/api/duplicates/${id}`, allowed: everybody },
    { method: 'POST', path: `/api/duplicates/${id}/dismiss`, body: { reason: 'No.' }, allowed: everybody },
    { method: 'GET', path: '/api/duplicate-passes', allowed: ['admin'] },
    { method: 'GET', path: `/api/duplicate-passes/${id}`, allowed: ['admin'] },
    { method: 'POST', path: '/api/duplicate-passes', allowed: ['admin'] },
  ]);
});
