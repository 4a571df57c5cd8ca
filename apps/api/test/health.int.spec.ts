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
    expect((await desk.browser().get('/api/%ff')).body).toEqual(body);
  });

  it('tells browsers to trust nothing that it did not name', async () => {
    const { headers } = await desk.browser().get('/api/health/live');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('shows the page of its description under a policy without unsafe-inline', async () => {
    const page = await desk.browser().fetch('/api/docs');
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).not.toContain('unsafe');
    expect(nonce).toBeTruthy();
    expect(await page.text()).toContain(`nonce="${nonce ?? ''}"`);
  });
});
