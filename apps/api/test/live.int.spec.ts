import type { LiveTopic } from '@relink/contract';
import { Live } from '../src/platform/live/live.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { type LivePage, openLivePage } from './harness/live-page.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

let desk: TestDesk;
const pages: LivePage[] = [];
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => desk.close());

async function page(browser: Browser): Promise<LivePage> {
  const opened = await openLivePage(browser);
  pages.push(opened);
  return opened;
}

const tell = (topic: LiveTopic) => desk.app.get(Transaction).run((em) => desk.app.get(Live).tell(em, topic));

/** A page of a process that has begun to listen: the first one makes it. */
async function listening(browser: Browser): Promise<LivePage> {
  const opened = await page(browser);
  expect(opened.status).toBe(200);
  expect(await opened.hears('missed')).toBe(true);
  return opened;
}

describe('an open page', () => {
  let vera: Browser & { id: string };
  beforeAll(async () => {
    vera = await desk.signedIn('supervisor');
    await listening(vera);
  });

  it('is told what has changed, once per transaction, and never of one that was rolled back', async () => {
    const open = await page(vera);
    await expect(
      desk.app.get(Transaction).run(async (em) => {
        await desk.app.get(Live).tell(em, 'notices');
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await desk.app
      .get(Transaction)
      .run((em) => desk.app.get(Live).tell(em, 'approvals', 'approvals', 'cases:one'));
    expect([await open.next(), await open.next()]).toEqual(['approvals', 'cases:one']);
  });

  it('of an agent is told nothing that only supervisors see', async () => {
    const open = await page(await desk.signedIn('agent'));
    for (const topic of ['approvals', 'notices', 'reviews', 'cases'] as const) await tell(topic);
    expect(await open.next()).toBe('cases');
  });

  it('is told nothing that is no topic, whoever says it', async () => {
    const open = await page(vera);
    for (const words of ['toString', 'Asha Patel', 'cases:one\nevent: ended'])
      await desk.sql('select pg_notify($1, $2)', ['relink_topics', words]);
    await tell('approvals');
    expect(await open.next()).toBe('approvals');
  });

  it('hears that it may have missed something when the database has cut the line', async () => {
    const open = await page(vera);
    await desk.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'relink live' and datname = current_database()`,
    );
    expect(await open.hears('missed')).toBe(true);
    await tell('approvals');
    expect(await open.next()).toBe('approvals');
  });

  it('is counted, for as long as it is there', async () => {
    const count = async () =>
      /^relink_live_streams (\d+)$/m.exec(await (await desk.browser().fetch('/metrics')).text())?.[1];
    const before = Number(await count());
    const open = await page(vera);
    expect(Number(await count())).toBe(before + 1);
    open.close();
    while (Number(await count()) !== before) await tell('approvals');
  });
});

describe('a page of a session that has ended is told so and closed', () => {
  type Ending = [string, (browser: Browser & { id: string }) => Promise<unknown>];
  it.each<Ending>([
    ['by signing out', (browser) => browser.post('/api/sign-out')],
    [
      'by disabling the agent',
      async ({ id }) => (await desk.signedIn('admin')).put(`/api/agents/${id}`, { disabled: true }),
    ],
    [
      'by another role',
      async ({ id }) => (await desk.signedIn('admin')).put(`/api/agents/${id}`, { role: 'supervisor' }),
    ],
    [
      'by whoever is in the database',
      ({ id }) => desk.sql('delete from agent_session where agent_id = $1', [id]),
    ],
    [
      'by whoever disables somebody in the database',
      ({ id }) => desk.sql('update agent set disabled_at = now() where id = $1', [id]),
    ],
  ])('%s', async (_, end) => {
    const jon = await desk.signedIn('agent');
    const open = await page(jon);
    await end(jon);
    expect(await open.hears('ended')).toBe(true);
    expect(await open.next()).toBeUndefined();
    expect((await page(jon)).status).toBe(401);
  });

  it('by doing nothing: an open page alone keeps nobody signed in', async () => {
    const open = await page(await desk.signedIn('agent'));
    desk.pass({ minutes: 16 });
    expect(await open.hears('ended')).toBe(true);
  });
});

describe('the stream', () => {
  it('is opened only by who is signed in and asks for events', async () => {
    const nobody = await openLivePage(desk.browser());
    expect(nobody.status).toBe(401);
    const plain = await (await desk.signedIn('agent')).get<{ code: string }>('/api/live');
    expect([plain.status, plain.body.code]).toEqual([406, 'not-acceptable']);
  });

  it('is refused to who has opened too many, and given again once one is closed', async () => {
    const jon = await desk.signedIn('agent');
    for (let open = 0; open < 12; open++) expect((await page(jon)).status).toBe(200);
    expect((await page(jon)).status).toBe(429);
    expect((await page(await desk.signedIn('agent'))).status).toBe(200);
    pages.shift()?.close();
    for (;;) {
      const again = await page(jon);
      if (again.status === 200) break;
    }
  });
});
