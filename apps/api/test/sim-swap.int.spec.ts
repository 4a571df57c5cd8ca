import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReassignEmailResponse } from '@relink/contract';
import { anEmailAddress, anIdentifier, aStory } from '@relink/testing';
import { isSigned } from '../src/platform/http/signed-body.ts';
import { HttpSimSwapLookUp, SimSwaps } from '../src/features/verification/look-up-sim-swap.ts';
import { Customer } from './harness/customer.ts';
import { stateOf } from './harness/opposing.ts';
import { aVerifiedCase } from './harness/story.ts';
import { TestDesk } from './harness/test-desk.ts';

const SECRET = 'a secret shared with it';

describe('a look-up of swapped SIMs', () => {
  let service: Server;
  let url: string;
  let says: { status: number; body: string; location?: string } = { status: 200, body: '{"answer":"safe"}' };
  let hangs = false;
  const asked: { body: string; signature: unknown }[] = [];

  beforeAll(async () => {
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked.push({
          body: Buffer.concat(chunks).toString(),
          signature: request.headers['relink-signature'],
        });
        if (hangs) return;
        response
          .writeHead(says.status, says.location === undefined ? {} : { location: says.location })
          .end(says.body);
      });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}/sim`;
  });
  afterAll(async () => {
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
  });

  const ask = () => new HttpSimSwapLookUp({ url, secret: SECRET }).ask('+919812345678');

  it('is signed, and believed when it answers one of three words', async () => {
    for (const answer of ['risk', 'safe', 'unknown'] as const) {
      says = { status: 200, body: JSON.stringify({ answer }) };
      expect(await ask()).toBe(answer);
    }
    const last = asked.at(-1);
    expect(last?.body).toBe('{"phone":"+919812345678"}');
    expect(isSigned(last?.body ?? '', last?.signature, SECRET, new Date())).toBe(true);
  });

  it.each([
    ['fails', { status: 500, body: '{"answer":"safe"}' }],
    ['has moved', { status: 302, body: '', location: 'http://127.0.0.1:9/' }],
    ['answers something else', { status: 200, body: '{"answer":"fine"}' }],
    ['answers no JSON', { status: 200, body: '<html>' }],
    ['answers too much', { status: 200, body: JSON.stringify({ answer: 'risk', more: 'x'.repeat(20_000) }) }],
  ])('is unknown when it %s', async (_, answer) => {
    says = answer;
    expect(await ask()).toBe('unknown');
  });

  it('is unknown when it stays silent, and nobody waits longer than two seconds', async () => {
    hangs = true;
    expect(await ask()).toBe('unknown');
    hangs = false;
  });

  describe('at a desk that has one', () => {
    let desk: TestDesk;
    let customer: Customer;

    beforeAll(async () => {
      desk = await TestDesk.open({ SIM_SWAP_URL: url, SIM_SWAP_SECRET: SECRET });
      customer = new Customer(desk);
    });
    afterAll(() => desk.close());

    const reassigned = async (answer: string): Promise<string | undefined> => {
      says = { status: 200, body: JSON.stringify({ answer }) };
      const mira = await desk.signedIn('agent');
      const story = await aStory(desk, 'A');
      await anIdentifier(desk, { accountId: story.old.id, kind: 'email', value: anEmailAddress('known') });
      const earlier = new Date(Date.now() - 10 * 60_000).toISOString();
      const caseId = await aVerifiedCase(desk, mira.id, story, earlier);
      const sent = await mira.post<{ id: string }>(`/api/cases/${caseId}/challenges`, {
        accountId: story.old.id,
        identifierId: story.old.phone.id,
        purpose: 'evidence',
      });
      expect(sent.status).toBe(201);
      expect((await customer.answer(await customer.received(story.phone, 'evidence-code'))).status).toBe(200);
      const jobs = await desk.sql<{ payload: { challengeId: string } }>(
        `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where t.identifier = 'look_up_sim_swap'`,
      );
      for (const { payload } of jobs) await desk.app.get(SimSwaps).run(payload.challengeId);
      const email = anEmailAddress('new');
      const change = await mira.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
        accountId: story.old.id,
        email,
      });
      await customer.confirm(await customer.received(email, 'email-confirmation'));
      return stateOf(desk, change.body.id);
    };

    it('lets a change wait that rests on a number at risk, and no other', async () => {
      expect(await reassigned('safe')).toBe('effective');
      expect(await reassigned('unknown')).toBe('effective');
      expect(await reassigned('risk')).toBe('held');
    });
  });
});
