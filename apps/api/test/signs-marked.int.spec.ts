import type { NoticeView, SignView } from '@relink/contract';
import { NUMBERS } from '@relink/domain';
import { anAccount } from '@relink/testing';
import { happened, lookForSigns, middayAgo } from './harness/desk-days.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Person = Browser & { readonly id: string };

describe('what a supervisor says of a sign', () => {
  let desk: TestDesk;
  let sam: Person;
  let noor: Person;
  let prying: string;

  beforeAll(async () => {
    desk = await TestDesk.open();
    sam = await desk.signedIn('supervisor');
    noor = await desk.signedIn('supervisor');
    prying = (await desk.hire('agent')).id;
    await pry(prying, 3);
    await pry(sam.id, 3);
    await lookForSigns(desk, { all: true });
  });
  afterAll(() => desk.close());

  const pry = async (agentId: string, days: number) => {
    for (let index = 0; index < NUMBERS.signs.lookUpsPerDay; index++) {
      const { id: accountId } = await anAccount(desk);
      await happened(desk, agentId, middayAgo(days, index), {
        action: 'account.viewed',
        accountId,
        facts: {},
      });
    }
  };
  const signs = async (reader: Person, state = 'new') =>
    (await reader.get<SignView[]>(`/api/signs?filter=${encodeURIComponent(JSON.stringify({ state }))}`)).body;
  const mark = (reader: Person, id: string, body: object) =>
    reader.post<SignView & { code?: string }>(`/api/signs/${id}/mark`, body);

  it('is not asked of the supervisor whom it is about, who sees neither sign nor notice', async () => {
    expect((await signs(noor)).map(({ agentId }) => agentId).sort()).toEqual([prying, sam.id].sort());
    expect((await signs(sam)).map(({ agentId }) => agentId)).toEqual([prying]);
    const notices = async (reader: Person) =>
      (await reader.get<NoticeView[]>('/api/notices')).body.map(({ agentId }) => agentId).sort();
    expect(await notices(noor)).toEqual([prying, sam.id].sort());
    expect(await notices(sam)).toEqual([prying]);
    const now = async (reader: Person) =>
      (await reader.get<{ signsNew: number }>('/api/insights/now')).body.signsNew;
    expect([await now(noor), await now(sam)]).toEqual([2, 1]);
    const home = async (reader: Person) =>
      (
        await reader.get<{ oversight: { notices: number } }>(
          `/api/home?since=${encodeURIComponent(new Date().toISOString())}`,
        )
      ).body.oversight.notices;
    expect([await home(noor), await home(sam)]).toEqual([2, 1]);
    const [about] = await desk.sql<{ id: string }>('select id from sign where agent_id = $1', [sam.id]);
    expect((await mark(sam, about?.id ?? '', { state: 'explained', note: 'It was me.' })).status).toBe(404);
    const written = `update sign set state = 'explained', marked_by = $1, marked_at = now(), note = 'x' where id = $2`;
    await expect(desk.sql(written, [sam.id, about?.id])).rejects.toThrow(/check constraint/);
  });

  it('needs a note at its end, ends the notice, and is said once', async () => {
    const [sign] = await signs(sam);
    const id = sign?.id ?? '';
    expect((await mark(sam, id, { state: 'looked-at' })).body).toMatchObject({
      state: 'looked-at',
      note: null,
    });
    expect((await mark(sam, id, { state: 'incident' })).status).toBe(422);
    const said = await mark(sam, id, { state: 'incident', note: 'Sold to a friend.' });
    expect(said.body).toMatchObject({
      state: 'incident',
      note: 'Sold to a friend.',
      markedByName: expect.any(String),
    });
    expect(await mark(noor, id, { state: 'explained', note: 'No.' })).toMatchObject({
      body: { code: 'sign-settled' },
    });
    expect(await desk.sql('select settle_reason from notice where sign_id = $1', [id])).toEqual([
      { settle_reason: 'Sold to a friend.' },
    ]);
    await lookForSigns(desk, { all: true });
    expect(await signs(sam)).toEqual([]);
  });

  it('holds for the days that were counted: what the agent does after it is a new sign', async () => {
    desk.pass({ days: 2 });
    await pry(prying, -1);
    const reader = await desk.signedIn('supervisor');
    await lookForSigns(desk);
    expect((await signs(reader)).filter(({ agentId }) => agentId === prying)).toHaveLength(1);
  });
});
