import type { SayTextView } from '@relink/contract';
import { type Browser, TestDesk } from './harness/test-desk.ts';

describe('what an agent may read out', () => {
  let desk: TestDesk;
  let agent: Browser;
  let admin: Browser;

  beforeAll(async () => {
    desk = await TestDesk.open();
    agent = await desk.signedIn('agent');
    admin = await desk.signedIn('admin');
  });
  afterAll(() => desk.close());

  const list = async (filter: object) =>
    (await agent.get<SayTextView[]>(`/api/say-texts?filter=${encodeURIComponent(JSON.stringify(filter))}`))
      .body;

  it('is there in the caller’s language', async () => {
    const [text] = await list({ code: 'goodbye', language: 'sv' });
    expect(text).toMatchObject({ id: 'goodbye.sv', own: false, body: expect.stringContaining('logga in') });
  });

  it('is what an admin words it as, until the default is taken again, and each is an event', async () => {
    const worded = await admin.put<SayTextView>('/api/say-texts/goodbye.sv', {
      body: 'Hej då, och välkommen åter!',
    });
    expect([worded.status, worded.body.own]).toEqual([200, true]);
    expect((await list({ own: true })).map(({ id }) => id)).toEqual(['goodbye.sv']);
    const back = await admin.put<SayTextView>('/api/say-texts/goodbye.sv', { body: null });
    expect(back.body.own).toBe(false);
    const events = await desk.sql(`select 1 from audit_event where action = 'say-text.worded'`);
    expect(events).toHaveLength(2);
  });

  it.each(['goodbye.xx', 'nonsense.sv', 'goodbye'])('cannot be worded under the name %s', async (id) => {
    expect([404, 422]).toContain((await admin.put(`/api/say-texts/${id}`, { body: 'A sentence.' })).status);
  });

  it.each(['', '   ', 'x'.repeat(1001), 'one\u202Etwo'])('cannot be %j', async (body) => {
    expect((await admin.put('/api/say-texts/greeting.en', { body })).status).toBe(422);
  });
});
