import type { CaseView } from '@relink/contract';
import { aCase, anAccount, aStory } from '@relink/testing';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { rightAnswers } from './harness/story.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string> };

describe('a thief', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(() => desk.close());

  describe('who guesses passwords', () => {
    const enterDesk = (username: string, password = 'a guess of mine') =>
      desk.browser().post<Problem>('/api/sign-in', { username, password });
    const enterPortal = (login: string, password = 'a guess of mine') =>
      desk.browser().post<Problem>('/api/portal/sign-in', { login, password });

    it('of an agent gets no more tries by a letter that PostgreSQL reads as an i', async () => {
      const { username } = await desk.hire('agent', 'mira-attacked');
      for (let guess = 0; guess < 10; guess++) await enterDesk(username);
      expect((await enterDesk(username, PASSWORD)).body.code).toBe('too-many-tries');
      for (const written of [
        'm\u0130ra-attacked',
        'm\u0131ra-attacked',
        ' mira-attacked',
        'mira-attac\u212Aed',
      ])
        expect((await enterDesk(written, PASSWORD)).status).not.toBe(200);
    });

    it('of a customer gets no more tries by leaving out the country of her phone', async () => {
      const { id } = await anAccount(desk, { phone: '+4915120099900' });
      await desk.sql('insert into credential values ($1, $2, now())', [id, await hashPassword(PASSWORD)]);
      // Without its country the number may as well be a Chinese one.
      for (let guess = 0; guess < 10; guess++) await enterPortal('0151 20099900');
      for (const written of ['+4915120099900', '0049 151 20099900', '4915120099900', '015120099900'])
        expect((await enterPortal(written, PASSWORD)).body.code).toBe('too-many-tries');
    });

    it('of a customer gets no new tries by signing in with a number of his own that reads alike', async () => {
      await anAccount(desk, { phone: '+8615120099901' });
      const { id } = await anAccount(desk, { phone: '+4915120099901' });
      await desk.sql('insert into credential values ($1, $2, now())', [id, await hashPassword(PASSWORD)]);
      for (let guess = 0; guess < 9; guess++) await enterPortal('+8615120099901');
      for (let own = 0; own < 3; own++)
        expect((await enterPortal('015120099901', PASSWORD)).status).toBe(200);
      expect((await enterPortal('+8615120099901')).body.code).toBe('wrong-credentials');
      expect((await enterPortal('+8615120099901')).body.code).toBe('too-many-tries');
    });
  });

  describe('who makes up codes and links', () => {
    const MADE_UP = [
      ['codes', { reference: '2222-2222', code: '123456' }],
      ['email-confirmations', { token: 'made-up'.repeat(6) }],
      ['password-resets', { token: 'made-up'.repeat(6), password: PASSWORD }],
    ] as const;
    const events = async () =>
      (
        await desk.sql<{ said: string }>(
          `select convert_from(canonical, 'UTF8') as said from audit_event where action = 'challenge.refused'`,
        )
      ).map(({ said }) => said);

    it('neither fills the log nor has passwords hashed for ever', async () => {
      const send = (guess: number) => {
        const [door, body] = MADE_UP[guess % MADE_UP.length] ?? MADE_UP[0];
        return desk.browser().post<Problem>(`/api/portal/${door}`, body);
      };
      const first = await Promise.all(Array.from({ length: 50 }, (_, guess) => send(guess)));
      expect([...new Set(first.map(({ status }) => status))]).toEqual([422]);
      const later = await Promise.all(Array.from({ length: 12 }, (_, guess) => send(guess)));
      for (const { status, body } of later) expect([status, body.code]).toEqual([429, 'too-many-tries']);
      const said = await events();
      expect(said).toHaveLength(51);
      expect(said.filter((event) => event.includes('too-many-tries'))).toHaveLength(1);
    });
  });

  describe('who has bribed an agent', () => {
    const search = (agent: Browser, q: string) =>
      agent.get(`/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q }))}`);
    const round = (agent: Browser, caseId: string, accountId: string, answers: object[]) =>
      agent.post<Problem>(`/api/cases/${caseId}/evidence`, { accountId, answers });

    it('gets no fact of a search into a round by searching before the case and handing it over', async () => {
      const [mira, jon] = [await desk.signedIn('agent'), await desk.signedIn('agent')];
      const story = await aStory(desk, 'A');
      await search(mira, story.orders[1]?.number ?? '');
      const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
      const handed = await mira.post(`/api/cases/${id}/hand-over`, {
        agentId: jon.id,
        reason: 'My shift ends.',
      });
      expect(handed.status).toBe(200);
      const view = await jon.get<CaseView>(`/api/cases/${id}`);
      expect(view.body.accounts[0]?.excludedKinds).toEqual(['last_order']);
      expect((await round(jon, id, story.old.id, rightAnswers(story))).body.code).toBe('answer-excluded');
    });

    it('nor by letting a day pass between the search and the round', async () => {
      const mira = await desk.signedIn('agent');
      const story = await aStory(desk, 'A');
      await search(mira, story.orders[1]?.number ?? '');
      const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
      await desk.sql(`update search_hit set at = at - interval '25 hours' where agent_id = $1`, [mira.id]);
      await desk.sql(`update recovery_case set opened_at = opened_at - interval '24 hours' where id = $1`, [
        id,
      ]);
      expect((await round(mira, id, story.old.id, rightAnswers(story))).body.code).toBe('answer-excluded');
    });
  });
});
