import { TestDesk } from './harness/test-desk.ts';

describe('health', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('says that it is live, and ready with its database', async () => {
    const anybody = desk.browser();
    expect((await anybody.get('/api/health/live')).body).toEqual({ status: 'live' });
    expect((await anybody.get('/api/health/ready')).body).toEqual({ status: 'ready' });
  });

  it('describes itself as OpenAPI', async () => {
    const { status, body } = await desk.browser().get<{ openapi: string }>('/api/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\./);
  });

  it('answers a path that is not there with a problem', async () => {
    const { status, body } = await desk.browser().get<{ code: string }>('/api/nothing-here');
    expect(status).toBe(404);
    expect(body.code).toBe('not-found');
  });
});
