import { AGENT_ROLES } from '@relink/domain';
import { randomUUID } from 'node:crypto';
import { permissionTable } from './harness/permission-table.ts';

const [caseId, one, other] = [randomUUID(), randomUUID(), randomUUID()];

describe('who may merge accounts, look at merges, and ask that one is taken back', () => {
  permissionTable([
    {
      method: 'POST',
      path: `/api/cases/${caseId}/merges/preview`,
      body: { accountIds: [one, other] },
      allowed: AGENT_ROLES,
    },
    {
      method: 'POST',
      path: `/api/cases/${caseId}/merges`,
      body: { survivorId: one, otherId: other, planHash: 'a'.repeat(64) },
      allowed: AGENT_ROLES,
    },
    { method: 'GET', path: '/api/merges', allowed: AGENT_ROLES },
    { method: 'GET', path: `/api/merges/${randomUUID()}`, allowed: AGENT_ROLES },
    { method: 'GET', path: `/api/merges/${randomUUID()}/progress`, allowed: AGENT_ROLES },
    { method: 'POST', path: `/api/merges/${randomUUID()}/undo/preview`, body: {}, allowed: AGENT_ROLES },
    {
      method: 'POST',
      path: `/api/merges/${randomUUID()}/undo`,
      body: { decisions: {}, planHash: 'a'.repeat(64), reason: 'Two sisters.' },
      allowed: AGENT_ROLES,
    },
  ]);
});
