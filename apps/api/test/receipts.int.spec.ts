import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageView } from '@relink/contract';
import { aCase, aStory } from '@relink/testing';
import { signatureOf } from '../src/platform/http/signed-body.ts';
import { DeliverMessage } from '../src/features/messages/deliver-message.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const SECRET = 'a receipt secret of the shop';
const TOKEN = 'an auth token of twilio';
const PUBLIC = 'https://care.shop.example';
const seconds = (desk: TestDesk) => desk.sql<{ now: number }>('select extract(epoch from now())::int as now');

describe('what became of a message', () => {
  let desk: TestDesk;
  let agent: Browser & { id: string };
  let twilio: Server;
  const taken: { authorization: string; form: URLSearchParams }[] = [];
  let answer = { status: 201, body: { sid: 'SM1' } as object };

  beforeAll(async () => {
    twilio = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        taken.push({
          authorization: request.headers.authorization ?? '',
          form: new URLSearchParams(Buffer.concat(chunks).toString()),
        });
        response
          .writeHead(answer.status, { 'content-type': 'application/json' })
          .end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => twilio.listen(0, '127.0.0.1', resolve));
    desk = await TestDesk.open({
      RECEIPT_SECRET: SECRET,
      RELINK_PUBLIC_URL: PUBLIC,
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: '+15005550006',
      TWILIO_API_URL: `http://127.0.0.1:${String((twilio.address() as AddressInfo).port)}`,
    });
    agent = await desk.signedIn('agent');
  });
  afterAll(async () => {
    await desk.close();
    twilio.closeAllConnections();
    await new Promise((resolve) => twilio.close(resolve));
  });

  /** A code to the old account's phone, handed over to Twilio. */
  const aSentCode = async () => {
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: agent.id, claimed: story.old.id });
    const sent = await agent.post(`/api/cases/${caseId}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
    expect(sent.status).toBe(201);
    const [row] = await desk.sql<{ id: string }>('select id from message where case_id = $1', [caseId]);
    await desk.app.get(DeliverMessage).run(row!.id);
    return { story, caseId, messageId: row!.id };
  };
  const message = async (id: string) => (await agent.get<MessageView>(`/api/messages/${id}`)).body;
  const post = (path: string, body: string, headers: Record<string, string>) =>
    desk.browser().fetch(path, { method: 'POST', body, headers });

  const report = async (receipt: object, header?: string) => {
    const body = JSON.stringify(receipt);
    const [clock] = await seconds(desk);
    return post('/api/receipts/messages', body, {
      'content-type': 'application/json',
      'relink-signature': header ?? signatureOf(body, SECRET, clock!.now),
    });
  };
  const callBack = (id: string, fields: Record<string, string>, token = TOKEN) => {
    const path = `/api/receipts/twilio?message=${id}`;
    const signed =
      PUBLIC +
      path +
      Object.keys(fields)
        .sort()
        .map((name) => `${name}${fields[name] ?? ''}`)
        .join('');
    return post(path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', token).update(signed).digest('base64'),
    });
  };

  it('goes to Twilio with the number, the text and where to report to', async () => {
    const { story, messageId } = await aSentCode();
    const { authorization, form } = taken.at(-1)!;
    expect(Buffer.from(authorization.slice(6), 'base64').toString()).toBe(`AC${'0'.repeat(32)}:${TOKEN}`);
    expect(Object.fromEntries(form)).toMatchObject({
      To: story.phone,
      From: '+15005550006',
      StatusCallback: `${PUBLIC}/api/receipts/twilio?message=${messageId}`,
    });
    expect(await message(messageId)).toMatchObject({ state: 'handed-over', advice: 'wait' });
  });

  it('comes back from Twilio: on its way says nothing, delivered does', async () => {
    const { messageId } = await aSentCode();
    expect((await callBack(messageId, { MessageSid: 'SM1', MessageStatus: 'sent' })).status).toBe(204);
    expect((await message(messageId)).state).toBe('handed-over');
    expect((await callBack(messageId, { MessageSid: 'SM1', MessageStatus: 'delivered' })).status).toBe(204);
    expect(await message(messageId)).toMatchObject({ state: 'delivered', advice: null, trouble: null });
  });

  it('tells the agent that the customer opted out, and what helps', async () => {
    const { caseId, messageId } = await aSentCode();
    await callBack(messageId, { MessageStatus: 'undelivered', ErrorCode: '21610' });
    const { body } = await agent.get<{ challenges: object[] }>(`/api/cases/${caseId}`);
    expect(body.challenges).toMatchObject([
      { messageState: 'bounced', messageTrouble: 'opted-out', messageAdvice: 'opt-in' },
    ]);
  });

  it('refused by Twilio for good is not tried again', async () => {
    answer = { status: 400, body: { code: 21614, message: 'not a mobile number' } };
    const { messageId } = await aSentCode();
    answer = { status: 201, body: { sid: 'SM2' } };
    expect(await message(messageId)).toMatchObject({
      state: 'failed',
      carrierCode: '21614',
      trouble: 'no-sms',
      advice: 'another-contact',
    });
  });

  it('comes back from the shop’s own gateway, and once more without effect', async () => {
    const { messageId } = await aSentCode();
    for (let time = 0; time < 2; time++)
      expect((await report({ id: messageId, state: 'delivered' })).status).toBe(204);
    const events = await desk.sql(
      `select 1 from audit_event where action = 'message.reported' and convert_from(canonical, 'UTF8') like $1`,
      [`%${messageId}%`],
    );
    expect(events).toHaveLength(1);
  });

  it('marks a number that does not exist as undeliverable, with an event, so that no more codes go there', async () => {
    const { story, caseId, messageId } = await aSentCode();
    await report({ id: messageId, state: 'bounced', code: '30005' });
    const [identifier] = await desk.sql<{ undeliverable_at: Date | null }>(
      'select undeliverable_at from identifier where id = $1',
      [story.old.phone.id],
    );
    expect(identifier?.undeliverable_at).not.toBeNull();
    const actions = await desk.sql<{ action: string }>(
      `select action from audit_event where account_id = $1 and action = 'identifier.undeliverable'`,
      [story.old.id],
    );
    expect(actions).toHaveLength(1);
    desk.pass({ minutes: 3 });
    const again = await agent.post<{ code: string }>(`/api/cases/${caseId}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
    expect(again.status).toBe(409);
    desk.pass({ minutes: -3 });
  });

  describe('an attacker who wants a contact to look dead', () => {
    it('without a signature, with another’s, with an old one or for another body, is refused', async () => {
      const { messageId } = await aSentCode();
      const receipt = { id: messageId, state: 'bounced', code: '30005' };
      const body = JSON.stringify(receipt);
      const [clock] = await seconds(desk);
      for (const header of [
        '',
        't=1,v1=00',
        signatureOf(body, 'another secret, long enough', clock!.now),
        signatureOf(body, SECRET, clock!.now - 3600),
        signatureOf('{}', SECRET, clock!.now),
      ]) {
        expect((await report(receipt, header)).status).toBe(403);
      }
      expect(
        (await callBack(messageId, { MessageStatus: 'undelivered', ErrorCode: '30005' }, 'guess')).status,
      ).toBe(403);
      expect((await message(messageId)).state).toBe('handed-over');
    });

    it('cannot move Twilio’s signature to another message', async () => {
      const { messageId } = await aSentCode();
      const fields = { MessageStatus: 'undelivered' };
      const signed = `${PUBLIC}/api/receipts/twilio?message=${randomUUID()}MessageStatusundelivered`;
      const { status } = await post(
        `/api/receipts/twilio?message=${messageId}`,
        new URLSearchParams(fields).toString(),
        {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': createHmac('sha1', TOKEN).update(signed).digest('base64'),
        },
      );
      expect(status).toBe(403);
    });
  });

  it('of an unknown message changes nothing and tells nothing', async () => {
    expect((await report({ id: randomUUID(), state: 'delivered' })).status).toBe(204);
  });
});
