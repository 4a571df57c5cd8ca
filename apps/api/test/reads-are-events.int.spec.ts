import { AGENT_ROLES, type AgentRole } from '@relink/domain';
import { aCase, aStory } from '@relink/testing';
import { AnswerJudge } from '../fuzz/judge-answer.ts';
import { KnownValues, type Situation } from '../fuzz/known-values.ts';
import { RequestMaker } from '../fuzz/make-request.ts';
import { type ApiDocument, type Operation, readOperations } from '../fuzz/operations.ts';
import { PASSWORD, StageSituations } from '../fuzz/stage-situations.ts';
import { ValidValues } from '../fuzz/valid-value.ts';
import { Chance } from '../src/demo/chance.ts';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { seat, type Seated } from '../staged-desk/hire.ts';
import { Sender } from '../staged-desk/sender.ts';
import { giveRoomToLook } from './harness/room-to-look.ts';
import { TestDesk } from './harness/test-desk.ts';

const SEED = 20_261_122;
const TRIES = 12;
const STAGED = 26;
/** In every staged account, in clear; and what a masked name, e-mail or phone is written with. */
const CANARIES = ['Patel', 'Lotus Street', 'water bottle', '•••'];
/** What somebody gets back of their own: no customer's. */
const OWN = new Map([
  ['GET /api/agents/{id}/private-contacts', 'contacts of the desk’s own people'],
  ['POST /api/agents/{id}/private-contacts', 'contacts of the desk’s own people'],
  ['POST /api/agents/{id}/private-contacts/{contactId}/withdraw', 'contacts of the desk’s own people'],
  ['GET /api/say-texts', 'sentences of the desk'],
  ['PUT /api/say-texts/{id}', 'sentences of the desk'],
]);

type Silent = { operation: string; role: AgentRole; path: string; saw: string };

describe('every route that answers something of a customer', () => {
  let desk: TestDesk;
  let sender: Sender;
  const silent: Silent[] = [];
  const spoke = new Set<string>();
  const walked = new Set<string>();

  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_TRUST_PROXY: '1' }, { work: true });
    await giveRoomToLook(desk);
    sender = new Sender(new URL(desk.url), 2);
    const { body: document } = await desk.browser().get<ApiDocument>('/api/openapi.json');
    const hash = await hashPassword(PASSWORD);
    const stage = new StageSituations(desk, sender, hash);
    const judge = new AnswerJudge(document);
    const known = new KnownValues();
    const situations = await stage.run(STAGED, true);
    const walk = async (operation: Operation, role: AgentRole, seated: Seated | undefined) => {
      const chance = new Chance(SEED);
      const values = new ValidValues(chance, known, (schema) => judge.resolve(schema));
      const maker = new RequestMaker(chance, known, values);
      for (let turn = 0; turn < TRIES; turn++) {
        const situation = situationFor(operation, situations, turn);
        const who = seated ?? { id: situation.values['agentId'] ?? '', cookie: situation.cookie };
        const request = maker.make(operation, who.cookie, situation);
        const before = await eventsOf(who.id);
        const answer = await sender.send(request);
        walked.add(`${role} ${operation.name}`);
        if (answer.status === 200 || answer.status === 201) known.learn(operation, safeJson(answer.text));
        const canaries = [...CANARIES, situation.values['q'] ?? '', situation.values['login'] ?? ''];
        const sent = `${decodeURIComponent(safely(request.path))} ${String(request.body ?? '')}`;
        const saw = canaries.find(
          (canary) => canary && answer.text.includes(canary) && !sent.includes(canary),
        );
        if (saw === undefined) continue;
        if ((await eventsOf(who.id)) > before) spoke.add(operation.name);
        else silent.push({ operation: operation.name, role, path: request.path, saw });
      }
    };
    for (const operation of readOperations(document)) {
      // Portal pages show people their own account; what is open to all shows nobody's.
      if (operation.signedIn !== 'agent' || operation.path.includes('sign-out')) continue;
      // One that is being tried on everybody would end the sessions of those who come next.
      const staff = {
        agent: undefined,
        supervisor: await seat(desk, 'supervisor', hash),
        admin: await seat(desk, 'admin', hash),
      };
      for (const role of AGENT_ROLES) await walk(operation, role, staff[role]);
      await desk.sql(`update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'test'
                       where lifted_at is null`);
      await desk.sql('update agent set disabled_at = null where disabled_at is not null');
    }
  }, 400_000);
  afterAll(async () => {
    sender.close();
    await desk.close();
  });

  const eventsOf = async (agentId: string): Promise<number> => {
    const [row] = await desk.sql<{ many: number }>(
      'select count(*)::int as many from audit_event where actor_id = $1',
      [agentId],
    );
    return row?.many ?? 0;
  };

  it('is walked with each role', () => {
    expect(walked.size).toBeGreaterThan(200);
  });

  it('leaves an event each time', () => {
    const faults = silent.filter(({ operation }) => !OWN.has(operation));
    expect(faults.map(({ operation, role, saw, path }) => `${role} ${operation} ${saw} ${path}`)).toEqual([]);
  });

  it('is seen to answer: searches, account and case views, reveals, messages, and the log', () => {
    for (const route of [
      'GET /api/accounts',
      'GET /api/accounts/{id}',
      'GET /api/cases/{id}',
      'GET /api/messages',
      'GET /api/messages/{id}',
      'POST /api/cases/{id}/reveals',
      'POST /api/accounts/{id}/reveals',
    ])
      expect([...spoke]).toContain(route);
  });

  it('and an agent who is refused leaves one too', async () => {
    const mira = await desk.signedIn('agent');
    const jon = await desk.hire('agent');
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: story.old.id });
    for (const path of [
      `/api/accounts/${story.old.id}?caseId=${caseId}`,
      `/api/accounts/${story.old.id}?reason=I+am+curious`,
      '/api/audit-events',
      '/api/agents',
    ]) {
      const before = await eventsOf(mira.id);
      expect((await mira.get(path)).status).toBe(403);
      expect(await eventsOf(mira.id)).toBe(before + 1);
    }
  });
});

/** Of those made for the route every other time, where there are any. */
function situationFor({ path }: Operation, situations: readonly Situation[], turn: number): Situation {
  const aimed = situations.filter(({ aims }) => aims?.some((end) => path.endsWith(end)));
  const from = aimed.length > 0 && turn % 2 === 0 ? aimed : situations;
  const situation = from[turn % from.length];
  if (!situation) throw new Error('Nothing was staged.');
  return situation;
}

function safely(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return '';
  }
}

function safeJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return 'null';
  }
}
