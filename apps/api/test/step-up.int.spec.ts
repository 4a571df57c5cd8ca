import { randomUUID } from 'node:crypto';
import type { Problem } from '@relink/contract';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access, ADMITS, STEP_UP, type StepUpRule } from '../src/platform/guard/access.ts';
import { IDEMPOTENCY_HEADER } from '../src/platform/idempotency/idempotency-key.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Route = { readonly name: string; readonly isChange: boolean } & Record<
  'access' | 'stepUp' | 'admits',
  unknown
>;

/** Every handler of every controller, with what its decorators say. */
function routesOf(desk: TestDesk): Route[] {
  const controllers = [...desk.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const methods = Object.getOwnPropertyDescriptors(metatype.prototype as object);
    return Object.entries(methods).flatMap(([name, { value }]) => {
      if (name === 'constructor' || typeof value !== 'function') return [];
      if (Reflect.getMetadata('path', value) === undefined) return [];
      const said = (key: string): unknown =>
        Reflect.getMetadata(key, value) ?? Reflect.getMetadata(key, metatype);
      const headers = (Reflect.getMetadata('swagger/apiParameters', value) ?? []) as { name?: string }[];
      return {
        name: `${metatype.name}.${name}`,
        isChange: headers.some((header) => header.name === IDEMPOTENCY_HEADER),
        access: said(ACCESS),
        stepUp: said(STEP_UP),
        admits: said(ADMITS),
      };
    });
  });
}

describe('proving again who one is', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open()));
  afterAll(() => desk.close());

  const stopChanges = (browser: Browser) =>
    browser.post<Problem>('/api/change-stops', { reason: 'Something is wrong.' });
  const liftIfAny = async () => {
    await desk.sql('delete from change_stop');
  };
  afterEach(liftIfAny);

  it('is said of each change that an agent can make: asked for, or why it is not', () => {
    const routes = routesOf(desk);
    const byAgents = routes.filter(({ access }) =>
      ['agent', 'any-agent'].includes((access as Access | undefined)?.kind ?? ''),
    );
    expect(byAgents.length).toBeGreaterThan(60);
    const silent = byAgents.filter(({ isChange, stepUp }) => isChange && stepUp === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
    for (const { stepUp } of byAgents)
      if (stepUp && !(stepUp as StepUpRule).needed)
        expect((stepUp as { reason: string }).reason.length).toBeGreaterThan(10);
  });

  it('leaves to a session without its factor only what gives or enrols one', () => {
    const open = routesOf(desk).filter(({ admits }) => admits !== undefined);
    expect(open.map(({ name }) => name).sort()).toEqual([
      'FactorsController.list',
      'FactorsController.options',
      'FactorsController.passkey',
      'FactorsController.remove',
      'FactorsController.secret',
      'FactorsController.totp',
      'SignInController.challenge',
      'SignInController.factor',
      'SignInController.me',
      'SignInController.stepUp',
    ]);
  });

  it('is asked five minutes after the factor was given, and before anything else is looked at', async () => {
    const admin = await desk.signedIn('admin', undefined, { stepUp: false });
    desk.pass({ minutes: 4 });
    expect((await stopChanges(admin)).status).toBe(201);
    await liftIfAny();
    desk.pass({ minutes: 1 });
    const refused = await stopChanges(admin);
    expect([refused.status, refused.body.code]).toEqual([403, 'step-up-needed']);
    // Not even whether the request was well formed, or the thing exists.
    expect((await admin.post<Problem>('/api/change-stops', { nonsense: 1 })).body.code).toBe(
      'step-up-needed',
    );
    expect(await desk.sql('select from change_stop')).toHaveLength(0);
    expect((await admin.get('/api/cases')).status).toBe(200);
    const code = await desk.code(admin.id);
    expect((await admin.post('/api/step-up', { kind: 'totp', code })).status).toBe(204);
    expect((await stopChanges(admin)).status).toBe(201);
    const events = await desk.sql<{ action: string }>(
      `select action from audit_event where actor_id = $1 and action = 'agent.stepped-up'`,
      [admin.id],
    );
    expect(events).toHaveLength(1);
  });

  it('goes on with the same key: the request that was held is carried out once', async () => {
    const admin = await desk.signedIn('admin', undefined, { stepUp: false });
    desk.pass({ minutes: 6 });
    const headers = { 'idempotency-key': 'one-and-the-same' };
    const body = { username: `new-${admin.id}`, name: 'New', role: 'agent', password: PASSWORD };
    expect((await admin.post<Problem>('/api/agents', body, headers)).body.code).toBe('step-up-needed');
    await admin.post('/api/step-up', { kind: 'totp', code: await desk.code(admin.id) });
    const first = await admin.post<{ id: string }>('/api/agents', body, headers);
    const again = await admin.post<{ id: string }>('/api/agents', body, headers);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
  });

  it('takes the password of who has no factor, and of nobody else', async () => {
    const agent = await desk.signedIn('agent', undefined, { stepUp: false });
    const admin = await desk.signedIn('admin', undefined, { stepUp: false });
    desk.pass({ minutes: 6 });
    const prove = (browser: Browser, password: string) =>
      browser.post<Problem>('/api/step-up', { kind: 'password', password });
    expect((await prove(agent, 'not the password')).body.code).toBe('factor-not-accepted');
    expect((await prove(agent, PASSWORD)).status).toBe(204);
    expect((await prove(admin, PASSWORD)).body.code).toBe('factor-not-accepted');
  });

  it('counts thirty guesses of a password at once', async () => {
    const agent = await desk.signedIn('agent', undefined, { stepUp: false });
    const guess = () => agent.post<Problem>('/api/step-up', { kind: 'password', password: 'guess' });
    const answers = await Promise.all(Array.from({ length: 30 }, guess));
    expect(answers.filter(({ body }) => body.code === 'factor-not-accepted')).toHaveLength(5);
    expect((await agent.post<Problem>('/api/step-up', { kind: 'password', password: PASSWORD })).status).toBe(
      429,
    );
  });

  it('is asked at once in a session that knows only the password, once there is a factor', async () => {
    const agent = await desk.signedIn('agent', undefined, { stepUp: false });
    await desk.sql(
      `insert into agent_factor (id, agent_id, kind, name, created_at, credential_id, public_key, counter)
       values (gen_random_uuid(), $1, 'passkey', 'Key', now(), '\\x01', '', 0)`,
      [agent.id],
    );
    const answer = await agent.post<Problem>('/api/my-factors/totp-secret');
    expect([answer.status, answer.body.code]).toEqual([403, 'step-up-needed']);
  });

  it('lets no change succeed with a stolen cookie after sign-out, disabling or five minutes', async () => {
    const admin = await desk.signedIn('admin');
    /** Sets the admin's password with a copy of somebody's cookie. */
    const reset = async (cookie: string) => {
      const answer = await fetch(`${desk.url}/api/agents/${admin.id}`, {
        method: 'PUT',
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ password: 'the password of a thief' }),
      });
      return ((await answer.json()) as Problem).code;
    };
    const [late, out, disabled] = [
      await desk.signedIn('admin'),
      await desk.signedIn('admin'),
      await desk.signedIn('admin'),
    ];
    desk.pass({ minutes: 5 });
    expect(await reset(late.cookies())).toBe('step-up-needed');
    const [outsCookie, disabledsCookie] = [out.cookies(), disabled.cookies()];
    await out.post('/api/sign-out');
    expect(await reset(outsCookie)).toBe('signed-out');
    expect((await admin.put(`/api/agents/${disabled.id}`, { disabled: true })).status).toBe(200);
    expect(await reset(disabledsCookie)).toBe('signed-out');
    const half = desk.browser(desk.url, { factor: false });
    const { username } = await desk.hire('admin');
    await half.post('/api/sign-in', { username, password: PASSWORD });
    expect(await reset(half.cookies())).toBe('factor-awaited');
  });
});
