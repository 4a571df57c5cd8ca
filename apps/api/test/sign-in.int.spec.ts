import { PASSWORD, TestDesk } from './harness/test-desk.ts';

describe('signing in', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('lets an agent in, and says who they are and what they may do', async () => {
    const { username } = await desk.hire('agent');
    const browser = desk.browser();
    const entered = await browser.post('/api/sign-in', { username, password: PASSWORD });
    expect(entered.status).toBe(200);
    expect(entered.body).toMatchObject({ username, role: 'agent', development: true });
    expect((await browser.get('/api/me')).body).toEqual(entered.body);
  });
});
