import { randomUUID } from 'node:crypto';
import { permissionTable } from './harness/permission-table.ts';

const id = randomUUID();

describe('who may look at work again', () => {
  permissionTable([
    { method: 'GET', path: '/api/reviews', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: `/api/reviews/${id}`, allowed: ['supervisor', 'admin'] },
    {
      method: 'POST',
      path: `/api/reviews/${id}/mark`,
      body: { verdict: 'fine' },
      allowed: ['supervisor', 'admin'],
    },
  ]);
});
