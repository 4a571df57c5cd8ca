import { permissionTable } from './harness/permission-table.ts';

const path = '/api/accounts/0190f2a0-0000-7000-8000-000000000001';
const reason = { reason: 'A letter.' };

describe('who may erase a customer, and hold one', () => {
  permissionTable([
    { method: 'GET', path: `${path}/erasure`, allowed: ['admin'] },
    {
      method: 'POST',
      path: `${path}/erasures`,
      body: { ...reason, planHash: '0'.repeat(64) },
      allowed: ['admin'],
    },
    { method: 'POST', path: `${path}/legal-hold`, body: reason, allowed: ['admin'] },
    { method: 'POST', path: `${path}/legal-hold/lift`, body: reason, allowed: ['admin'] },
  ]);
});
