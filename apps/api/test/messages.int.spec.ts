import type { Inbox, MessageView } from '@relink/contract';
import { Messages } from '../src/features/messages/index.ts';
import { ResumeMessages } from '../src/features/messages/resume-messages.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { aMessage, CODE, MessageBox, TOKEN } from './harness/message-box.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

describe('a message of the desk', () => {
  let desk: TestDesk;
  let box: MessageBox;
  let agent: Browser;
  beforeAll(async () => {
    desk = await TestDesk.open();
    box = new MessageBox(desk);
    agent = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const jobs = (id: string) =>
    desk.sql<{ n: string }>(
      `select count(*) as n from graphile_worker.jobs where key = 'send_message:' || $1`,
      [id],
    );

  it('goes with its transaction: a rolled back change leaves neither row nor job', async () => {
    let id = '';
    await expect(
      desk.app.get(Transaction).run(async (em, now) => {
        id = await desk.app.get(Messages).queue(em, now, aMessage());
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await desk.sql('select 1 from message where id = $1', [id])).toEqual([]);
    expect(await jobs(id)).toEqual([{ n: '0' }]);
    const kept = await box.queue();
    expect(await jobs(kept)).toEqual([{ n: '1' }]);
  });

  it('waits without its code or link in clear, in the row or in the queue', async () => {
    const id = await box.queue({
      template: 'password-reset',
      secret: { code: CODE, linkPath: `/portal/reset#${TOKEN}` },
    });
    const [stored] = await desk.sql<{ text: string }>(
      `select m::text || encode(m.secret_sealed, 'escape') || (select string_agg(j::text, '') from graphile_worker._private_jobs j)
         as text from message m where id = $1`,
      [id],
    );
    expect(stored?.text).toContain(id);
    expect(stored?.text).not.toContain(CODE);
    expect(stored?.text).not.toContain(TOKEN);
    expect((await box.row(id)).secret_sealed).not.toBeNull();
  });

  it('is refused when it lacks what it must say, or names somebody in full where agents read', async () => {
    await expect(box.queue({ secret: {} })).rejects.toThrow('code');
    await expect(
      box.queue({ template: 'email-change-effective', params: { maskedEmail: 'asha.patel@gmail.com' } }),
    ).rejects.toThrow('maskedEmail is not masked');
  });

  it('that came too late is never sent, and is wiped', async () => {
    const expiresAt = new Date(Date.now() + 600_000);
    const id = await box.queue({ expiresAt });
    const swept = await box.queue({ expiresAt });
    desk.pass({ minutes: 11 });
    expect(await box.attempt(id)).toBe('settled');
    expect(await box.row(id)).toMatchObject({ state: 'expired', secret_sealed: null, attempts: 0 });
    await desk.app.get(ResumeMessages).run();
    expect(await box.row(swept)).toMatchObject({ state: 'expired', secret_sealed: null });
    expect(
      await desk.sql('select 1 from development_inbox where message_id = any($1)', [[id, swept]]),
    ).toEqual([]);
  });

  it('is sent once, however often its job runs', async () => {
    const id = await box.queue();
    await Promise.all([box.attempt(id), box.attempt(id)]);
    await box.attempt(id);
    expect(await box.row(id)).toMatchObject({ state: 'handed-over', attempts: 1, secret_sealed: null });
  });

  it('is shown masked to an agent, without body, code or reference', async () => {
    const id = await box.queue({ destination: '+919241495129', channel: 'sms' });
    const { status, body } = await agent.get<MessageView>(`/api/messages/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      channel: 'sms',
      template: 'evidence-code',
      destination: '+91 ••••• ••129',
      state: 'waiting',
      attempts: 0,
      lastError: null,
    });
    expect(JSON.stringify(body)).not.toMatch(/482913|K7QM|92414/);
  });

  it('is listed as ra-data-simple-rest asks', async () => {
    const ids = [await box.queue(), await box.queue({ channel: 'sms', destination: '+919241495129' })];
    const list = (query: Record<string, unknown>) =>
      agent.get<MessageView[]>(
        `/api/messages?${new URLSearchParams(
          Object.entries(query).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
        ).toString()}`,
      );
    const many = await list({ filter: { id: ids }, sort: ['channel', 'DESC'], range: [0, 1] });
    expect(many.body.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    expect(many.headers.get('content-range')).toBe('messages 0-1/2');
    const [newest] = (await list({ sort: ['createdAt', 'DESC'], range: [0, 0] })).body;
    expect(newest?.id).toBe(ids[1]);
    const waiting = await list({ filter: { state: 'waiting', channel: 'sms' } });
    expect(waiting.body.every(({ state, channel }) => state === 'waiting' && channel === 'sms')).toBe(true);
    expect((await list({ filter: { secret: 'x' } })).status).toBe(422);
    expect((await agent.get('/api/messages/0190aaaa-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('lies in the development inbox, newest first, for who plays the customer', async () => {
    const mail = await box.queue({ language: 'gu' });
    await box.attempt(mail);
    const sms = await box.queue({ channel: 'sms', destination: '+919241495129' });
    await box.attempt(sms);
    const { status, body } = await desk.browser().get<Inbox>('/api/development/inbox');
    expect(status).toBe(200);
    expect(body.messages.slice(0, 2)).toMatchObject([
      { id: sms, channel: 'sms', destination: '+919241495129', subject: '' },
      { id: mail, channel: 'email', destination: 'asha.patel@customer.example' },
    ]);
    expect(body.messages[0]?.body).toContain(CODE);
    expect(body.messages[1]?.body).toContain('સંદર્ભ: K7QM-2X9D');
  });

  describe('whose worker died', () => {
    const seize = (id: string, since: string, attempts = 1) =>
      desk.sql(
        `update graphile_worker._private_jobs set locked_at = now() - $2::interval, locked_by = 'dead', attempts = $3
         where key = 'send_message:' || $1`,
        [id, since, attempts],
      );

    it('is sent by another soon, not after the hours that the queue would wait', async () => {
      const id = await box.queue();
      await seize(id, '2 minutes');
      await desk.app.get(ResumeMessages).run();
      const held = await desk.sql(
        `select 1 from graphile_worker.jobs where key = 'send_message:' || $1 and locked_at is null`,
        [id],
      );
      expect(held).toHaveLength(1);
    });

    it('is left alone while its worker may still be alive', async () => {
      const id = await box.queue();
      await seize(id, '5 seconds', 12);
      expect(await desk.app.get(ResumeMessages).run()).toBe(0);
    });

    it('gets a job again when its job was used up or lost', async () => {
      const [used, lost] = [await box.queue(), await box.queue()];
      await desk.sql(
        `update graphile_worker._private_jobs set attempts = max_attempts where key = 'send_message:' || $1`,
        [used],
      );
      await desk.sql(`delete from graphile_worker._private_jobs where key = 'send_message:' || $1`, [lost]);
      expect(await desk.app.get(ResumeMessages).run()).toBe(2);
      expect(await desk.app.get(ResumeMessages).run()).toBe(0);
    });
  });
});

describe('a desk in production', () => {
  let desk: TestDesk;
  let box: MessageBox;
  beforeAll(async () => {
    desk = await TestDesk.open({
      NODE_ENV: 'production',
      RELINK_PUBLIC_URL: 'https://care.sandheer.example/',
    });
    box = new MessageBox(desk);
  });
  afterAll(() => desk.close());

  it('has no development inbox', async () => {
    const { status, body } = await desk.browser().get<{ code: string }>('/api/development/inbox');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not-found' });
    const api = await desk.browser().get<{ paths: Record<string, unknown> }>('/api/openapi.json');
    expect(Object.keys(api.body.paths)).not.toContain('/api/development/inbox');
  });

  it.each([
    ['email', 'asha.patel@customer.example'],
    ['sms', '+919241495129'],
  ] as const)('lets an %s wait that nobody is set up to send, and says why', async (channel, destination) => {
    const id = await box.queue({ channel, destination });
    expect(await box.attempt(id)).toBe('to be repeated');
    expect(await box.row(id)).toMatchObject({ state: 'waiting', attempts: 1, last_error: 'no provider' });
    expect(await desk.sql('select 1 from development_inbox')).toEqual([]);
  });
});

describe('a desk with both providers', () => {
  it('has no development inbox, whatever its mode', async () => {
    const desk = await TestDesk.open({
      SMTP_URL: 'smtp://127.0.0.1:1',
      SMS_WEBHOOK_URL: 'http://127.0.0.1:1/',
      SMS_WEBHOOK_SECRET: 'a secret of the gateway',
    });
    expect((await desk.browser().get('/api/development/inbox')).status).toBe(404);
    const agent = await desk.signedIn('agent');
    expect(await agent.get('/api/me')).toMatchObject({ status: 200, body: { development: false } });
    await desk.close();
  });
});
