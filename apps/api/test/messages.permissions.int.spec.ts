import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('who sees what was sent, masked', () => {
  permissionTable([
    { method: 'GET', path: '/api/messages', allowed: AGENT_ROLES },
    { method: 'GET', path: '/api/messages/0190aaaa-0000-7000-8000-000000000000', allowed: AGENT_ROLES },
  ]);
});

describe("the customer's own inbox in development", () => {
  it('is open to who plays the customer, and answers nothing but a read', async () => {
    const desk = await TestDesk.open();
    const anybody = desk.browser();
    expect((await anybody.get('/api/development/inbox')).status).toBe(200);
    expect((await anybody.post('/api/development/inbox', {})).status).toBe(404);
    await desk.close();
  });
});
