import { randomUUID } from 'node:crypto';
import { aStory, anEmailAddress, type Story } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { SmtpSink, textOf } from './harness/smtp-sink.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { SpawnedPart } from './harness/spawned-part.ts';
import { rightAnswers } from './harness/story.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

/** The story at a desk in production, told by what it logged. */
describe('the log of a desk', () => {
  let desk: TestDesk;
  let smtp: SmtpSink;
  let api: SpawnedPart;
  let worker: SpawnedPart;
  let story: Story;
  let caseId: string;
  const personal: string[] = [PASSWORD];
  const id = randomUUID();

  beforeAll(async () => {
    smtp = await SmtpSink.open();
    desk = await TestDesk.open();
    const env = {
      DATABASE_URL: ownerUrl(desk),
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Shop <care@shop.example>',
      RELINK_TRUST_PROXY: '1',
      RELINK_LOG_LEVEL: 'debug',
    };
    api = SpawnedPart.begin('serve', env);
    const { port } = await api.said('started');
    worker = SpawnedPart.begin('work', env);
    await worker.said('started');
    await play(`http://127.0.0.1:${String(port)}`);
    await worker.said('job', (line) => line['job'] === 'send_message' && line['outcome'] === 'done');
    await api.said('request', (line) => line['route'] === 'unmatched');
    for (const part of [api, worker]) {
      part.terminate();
      expect(await part.ended()).toBe(0);
    }
  });
  afterAll(async () => {
    await SpawnedPart.killAll();
    await desk.close();
    await smtp.close();
  });

  async function play(url: string): Promise<void> {
    story = await aStory(desk, 'A');
    const email = anEmailAddress('asha.new');
    personal.push(...story.personal, email, story.duplicate.email.value, 'Asha', 'asha patel', '14 Lotus St');
    const agent = await desk.hire('agent');
    personal.push(agent.username);
    const browser = desk.browser(url);
    await browser.post('/api/sign-in', { username: agent.username, password: 'not the password' });
    await browser.post('/api/sign-in', { username: agent.username, password: PASSWORD });
    const opened = await browser.post<{ id: string }>(
      '/api/cases',
      { channel: 'phone' },
      { 'x-request-id': id },
    );
    caseId = opened.body.id;
    await browser.post(`/api/cases/${caseId}/accounts`, { accountId: story.old.id, role: 'claimed' });
    const about = { accountId: story.old.id };
    await browser.post(`/api/cases/${caseId}/evidence`, { ...about, answers: rightAnswers(story) });
    const code = { ...about, identifierId: story.old.phone.id, purpose: 'evidence' };
    expect((await browser.post(`/api/cases/${caseId}/challenges`, code)).status).toBe(201);
    const customer = new Customer(desk, url);
    const sent = await customer.received(story.phone, 'evidence-code');
    personal.push(sent.code, sent.reference);
    expect((await customer.answer(sent)).status).toBe(200);
    expect((await browser.post(`/api/cases/${caseId}/email-reassignments`, { ...about, email })).status).toBe(
      201,
    );
    await worker.said('job', (line) => line['job'] === 'send_message' && line['outcome'] === 'done');
    const mail = await mailTo(email);
    const token = /#([\w-]{43})/.exec(mail)?.[1] ?? '';
    personal.push(token);
    await customer.browser.post('/api/portal/email-confirmations', { token });
    // Only now: what found an account proves nothing.
    for (const q of [story.phone, email, 'Asha Patel', story.orders[0]!.number])
      await browser.get(`/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q }))}`);
    await misbehave(browser, email);
  }

  /** What puts values where a careless log would take them from. */
  async function misbehave(browser: Browser, email: string): Promise<void> {
    await browser.get(`/api/cases/${email}`);
    await browser.get(`/api/${email}?q=${story.phone}`);
    // A page, where the pages were built.
    await browser.fetch(`/portal/reset?token=${email}`);
    await browser.fetch('/api/cases', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'x-request-id': email },
      body: `{"channel": "${email}`,
    });
    await browser.post('/api/portal/forgot-password', { email });
    await browser.get('/metrics');
    await browser.get('/api/nothing-here');
  }

  async function mailTo(address: string): Promise<string> {
    for (;;) {
      const mail = smtp.mails.find(({ to }) => to === address);
      if (mail) return textOf(mail);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('is one JSON object a line', () => {
    for (const part of [api, worker]) {
      expect(part.printed.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([]);
      expect(part.log.length).toBeGreaterThan(2);
    }
  });

  it('holds no personal value, password, code, link, token or address', () => {
    const printed = `${api.printed}${worker.printed}`.toLowerCase();
    expect(personal.length).toBeGreaterThan(12);
    for (const value of personal) {
      expect(value.length).toBeGreaterThan(3);
      expect(printed).not.toContain(value.toLowerCase());
    }
    expect(printed).not.toContain('127.0.0.1');
    expect(printed).not.toContain('%40');
  });

  it('tells of each request its id, route, status, duration, principal and case', () => {
    const line = api.log.find(({ route }) => route === '/api/cases/:id/evidence');
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      pid: expect.any(Number) as number,
      hostname: expect.any(String) as string,
      msg: 'request',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      method: 'POST',
      route: '/api/cases/:id/evidence',
      status: 200,
      durationMs: expect.any(Number) as number,
      principal: 'agent',
      caseId,
    });
    expect(api.log).toContainEqual(
      expect.objectContaining({ route: '/api/portal/codes', principal: 'visitor' }),
    );
    expect(api.log).toContainEqual(
      expect.objectContaining({ route: '/api/sign-in', status: 401, principal: 'nobody' }),
    );
  });

  it("keeps a proxy's request id, and nothing else that is called one", () => {
    expect(api.log.filter(({ requestId }) => requestId === id)).toHaveLength(1);
    const malformed = api.log.find(({ code }) => code === 'malformed-json');
    expect(malformed?.['requestId']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells of each job its name, message and attempt', () => {
    expect(worker.log).toContainEqual(
      expect.objectContaining({
        msg: 'job',
        job: 'send_message',
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        attempt: 1,
        outcome: 'done',
      }),
    );
  });
});
