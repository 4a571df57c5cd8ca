import { createHmac } from 'node:crypto';
import { PublicAddress } from '../src/features/messages/index.ts';
import { aMessage, CODE, MessageBox, TOKEN } from './harness/message-box.ts';
import { SmsGateway } from './harness/sms-gateway.ts';
import { decoded, headerOf, SmtpSink, textOf } from './harness/smtp-sink.ts';
import { TestDesk } from './harness/test-desk.ts';

const SECRET = 'a secret of the gateway';
const PHONE = '+919241495129';

describe('a message on its way to a provider', () => {
  let desk: TestDesk;
  let box: MessageBox;
  let smtp: SmtpSink;
  let gateway: SmsGateway;
  beforeAll(async () => {
    smtp = await SmtpSink.open();
    gateway = await SmsGateway.open();
    desk = await TestDesk.open({
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Sandheer Care <care@sandheer.example>',
      SMS_WEBHOOK_URL: gateway.url,
      SMS_WEBHOOK_SECRET: SECRET,
      RELINK_SEND_TIMEOUT_MS: '300',
    });
    desk.app.get(PublicAddress).set('http://localhost:3210/');
    box = new MessageBox(desk);
  });
  beforeEach(() => {
    smtp.replies = {};
    smtp.mails.length = 0;
    gateway.taken.length = 0;
    Object.assign(gateway, { status: 200, location: undefined, hangs: false });
  });
  afterAll(async () => {
    await desk.close();
    await smtp.close();
    await gateway.close();
  });

  it('arrives as it was written, in Gujarati too, and is wiped', async () => {
    const id = await box.queue({
      template: 'email-confirmation',
      language: 'gu',
      secret: { code: CODE, linkPath: `/portal/confirm#${TOKEN}` },
    });
    expect(await box.attempt(id)).toBe('settled');
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({ from: 'care@sandheer.example', to: 'asha.patel@customer.example' });
    expect(headerOf(mail!, 'Message-ID')).toBe(`<${id}@relink.localhost>`);
    expect(headerOf(mail!, 'Content-Type')).toBe('text/plain; charset=utf-8');
    expect(headerOf(mail!, 'Content-Transfer-Encoding')).toBe('quoted-printable');
    expect(decoded(headerOf(mail!, 'Subject'))).toBe('Relink Demo Shop: તમારા ઈ-મેઇલની પુષ્ટિ કરો');
    const text = textOf(mail!);
    expect(text).toContain('આ લિંક ખોલો અને બટન દબાવો:');
    expect(text).toContain(`http://localhost:3210/portal/confirm#${TOKEN};gu\n`);
    expect(text).toContain(CODE);
    const row = await box.row(id);
    expect(row).toMatchObject({ state: 'handed-over', attempts: 1, secret_sealed: null, last_error: null });
    expect(row.handed_over_at).not.toBeNull();
  });

  it('has one recipient, even where an address reads like a list', async () => {
    const id = await box.queue({ destination: '"a,b@evil.example"@customer.example' });
    await box.attempt(id);
    expect(smtp.mails.map(({ to }) => to)).not.toContain('b@evil.example');
  });

  it.each([
    ['says that it is busy', { RCPT: '451 try again' }, 'SMTP 451'],
    ['is full', { 'DATA.': '452 no room' }, 'SMTP 452'],
    ['turns the desk itself away', { CONNECT: '554 not you' }, 'SMTP 554'],
    ['does not let the desk send', { MAIL: '550 unknown sender' }, 'SMTP 550'],
    ['never greets', { CONNECT: 'hang' }, 'timed out'],
    ['falls silent on the way', { DATA: 'hang' }, 'timed out'],
  ])('waits, visibly, while the mail server %s; then goes', async (_, replies, reason) => {
    smtp.replies = replies;
    const id = await box.queue();
    expect(await box.attempt(id)).toBe('to be repeated');
    const waiting = await box.row(id);
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, last_error: reason });
    expect(waiting.secret_sealed).not.toBeNull();
    smtp.replies = {};
    expect(await box.attempt(id)).toBe('settled');
    expect(await box.row(id)).toMatchObject({ state: 'handed-over', attempts: 2, last_error: null });
    expect(headerOf(smtp.mails[0]!, 'Message-ID')).toBe(`<${id}@relink.localhost>`);
  });

  it('waits while no mail server listens, and goes when one does', async () => {
    const { port } = smtp;
    await smtp.close();
    const id = await box.queue();
    const outcome = await box.attempt(id);
    smtp = await SmtpSink.open(port);
    expect(outcome).toBe('to be repeated');
    expect(await box.row(id)).toMatchObject({ state: 'waiting', last_error: 'connection refused' });
    expect(await box.attempt(id)).toBe('settled');
    expect(smtp.mails).toHaveLength(1);
  });

  it('to an address that the server refuses for good is given up at once, wiped, and on the dead-letter list', async () => {
    smtp.replies = { RCPT: '550 5.1.1 <asha.patel@customer.example>: no such user' };
    const id = await box.queue();
    expect(await box.attempt(id)).toBe('settled');
    expect(await box.row(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      last_error: 'SMTP 550',
      secret_sealed: null,
    });
    const agent = await desk.signedIn('agent');
    const dead = await agent.get<{ id: string; lastError: string }[]>(
      `/api/messages?filter=${encodeURIComponent('{"state":"failed"}')}`,
    );
    expect(dead.body).toEqual([expect.objectContaining({ id, lastError: 'SMTP 550' })]);
  });

  it('is given up after the last of its attempts', async () => {
    smtp.replies = { RCPT: '451 try again' };
    const id = await box.queue();
    await desk.sql('update message set attempts = 10 where id = $1', [id]);
    expect(await box.attempt(id)).toBe('to be repeated');
    expect(await box.attempt(id)).toBe('settled');
    expect(await box.row(id)).toMatchObject({ state: 'failed', attempts: 12, secret_sealed: null });
  });

  it('is sent again under the same Message-ID after a crash before the desk noted that it was taken', async () => {
    await desk.sql(`create function crash() returns trigger language plpgsql as 'begin raise exception ''crash''; end';
      create trigger crash before update on message for each row when (new.state = 'handed-over') execute function crash()`);
    const id = await box.queue();
    expect(await box.attempt(id)).toBe('to be repeated');
    expect(await box.row(id)).toMatchObject({ state: 'waiting', attempts: 1 });
    await desk.sql('drop function crash cascade');
    expect(await box.attempt(id)).toBe('settled');
    expect(smtp.mails.map((mail) => headerOf(mail, 'Message-ID'))).toEqual(
      Array(2).fill(`<${id}@relink.localhost>`),
    );
    expect(textOf(smtp.mails[1]!)).toBe(textOf(smtp.mails[0]!));
    expect(await box.row(id)).toMatchObject({ state: 'handed-over', secret_sealed: null });
  });

  it('by SMS reaches the gateway signed, under its own key', async () => {
    const id = await box.queue({ channel: 'sms', destination: PHONE });
    expect(await box.attempt(id)).toBe('settled');
    const [{ headers, body }] = gateway.taken as [(typeof gateway.taken)[0]];
    expect(JSON.parse(body)).toEqual({ id, to: PHONE, body: expect.stringContaining(CODE) });
    expect(headers['idempotency-key']).toBe(id);
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['relink-signature'])) ?? [];
    expect(signature).toBe(
      createHmac('sha256', SECRET)
        .update(`${String(time)}.${body}`)
        .digest('hex'),
    );
    expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(60);
    expect(await box.row(id)).toMatchObject({ state: 'handed-over', secret_sealed: null });
  });

  it.each([
    ['fails', { status: 503 }, 'SMS gateway 503'],
    ['sends it elsewhere', { status: 307, location: 'http://127.0.0.1:1/' }, 'SMS gateway 307'],
    ['says nothing', { hangs: true }, 'timed out'],
  ])('by SMS waits while the gateway %s, and repeats under the same key', async (_, trouble, reason) => {
    Object.assign(gateway, trouble);
    const id = await box.queue({ channel: 'sms', destination: PHONE });
    expect(await box.attempt(id)).toBe('to be repeated');
    expect(await box.row(id)).toMatchObject({ state: 'waiting', attempts: 1, last_error: reason });
    Object.assign(gateway, { status: 200, hangs: false, location: undefined });
    expect(await box.attempt(id)).toBe('settled');
    expect(gateway.taken.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id]);
  });
});

describe('the worker', () => {
  it('sends what was queued, repeats what failed, and says nothing of anybody', async () => {
    const said: string[] = [];
    const listen = (chunk: unknown): boolean => said.push(String(chunk)) > 0;
    const log = { write: (line: string) => void listen(line) };
    const ears = [
      jest.spyOn(process.stdout, 'write').mockImplementation(listen),
      jest.spyOn(process.stderr, 'write').mockImplementation(listen),
    ];
    const smtp = await SmtpSink.open();
    const desk = await TestDesk.open({ SMTP_URL: smtp.url }, { work: true, log });
    const box = new MessageBox(desk);
    try {
      const first = await box.queue();
      await box.reaches(first, 'handed-over');
      smtp.replies = { RCPT: `451 <${aMessage().destination}> try again, ${CODE}` };
      const second = await box.queue();
      for (let look = 0; look < 200 && (await box.row(second)).last_error === null; look++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      smtp.replies = {};
      await box.reaches(second, 'handed-over');
      expect((await box.row(second)).attempts).toBe(2);
      expect(await desk.sql(`select 1 from graphile_worker.jobs where key like 'send_message:%'`)).toEqual(
        [],
      );
    } finally {
      await desk.close();
      await smtp.close();
      for (const ear of ears) ear.mockRestore();
    }
    expect(smtp.mails).toHaveLength(2);
    expect(said.join('')).toContain('Failed task');
    expect(said.join('')).not.toMatch(new RegExp(`${CODE}|asha|customer\\.example`));
  });

  it('sends the code that a customer waits for before everything that is only told', async () => {
    const desk = await TestDesk.open();
    const box = new MessageBox(desk);
    try {
      await box.queue({ template: 'sessions-ended' });
      await box.queue({ expiresAt: new Date(Date.now() + 600_000) });
      const jobs = await desk.sql<{ awaited: boolean }>(
        `select m.expires_at is not null as awaited from graphile_worker.jobs j join message m on j.key = 'send_message:' || m.id
          order by j.priority, j.run_at, j.id`,
      );
      expect(jobs.map(({ awaited }) => awaited)).toEqual([true, false]);
    } finally {
      await desk.close();
    }
  });
});
