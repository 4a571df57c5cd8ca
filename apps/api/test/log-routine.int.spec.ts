import { Log } from '../src/platform/observability/log.ts';
import { TestDesk } from './harness/test-desk.ts';

/** By route, the level that its request was logged at. */
async function levelsOf(desk: TestDesk, paths: readonly string[]): Promise<Record<string, string>> {
  const write = jest.spyOn(desk.app.get(Log), 'write');
  const visitor = desk.browser();
  for (const path of paths) await visitor.get(path);
  const lines = write.mock.calls.filter(([, message]) => message === 'request');
  write.mockRestore();
  return Object.fromEntries(lines.map(([level, , fields]) => [fields?.route ?? '', level]));
}

describe('what is asked every few seconds', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());

  it('is no line of a demo desk, whose terminal would say nothing else: the inbox and health', async () => {
    desk = await TestDesk.open();
    expect(
      await levelsOf(desk, ['/api/development/inbox', '/api/health/live', '/api/health/ready', '/api/me']),
    ).toEqual({
      '/api/development/inbox': 'debug',
      '/api/health/live': 'debug',
      '/api/health/ready': 'debug',
      '/api/me': 'info',
    });
  });

  it('is logged in production as before, where there is no inbox: who looks for one is seen', async () => {
    desk = await TestDesk.open({
      NODE_ENV: 'production',
      RELINK_PUBLIC_URL: 'https://care.shop.example',
    });
    expect(await levelsOf(desk, ['/api/development/inbox', '/api/health/live'])).toEqual({
      unmatched: 'info',
      '/api/health/live': 'debug',
    });
  });
});
