import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Chance } from '../src/demo/chance.ts';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { notesIn } from '../verifier/verify.mjs';
import { type Seated, seat } from '../staged-desk/hire.ts';
import type { StagedDesk } from '../staged-desk/open-desk.ts';
import { Sender } from '../staged-desk/sender.ts';

const AGENTS = 6;
const PATIENCE_MS = 600_000;

// A few agents do here in minutes what takes them a day.
const MORE_ROOM = `update policy set numbers = numbers || '{
  "agentLooks": {"searchesPerHour": 1000000, "accountsPerDay": 1000000}}'`;
const KNOWN = 'select normalised as q from identifier order by id limit 200';
const EVENTS =
  'select count(*)::int as all, count(*) filter (where at < $1)::int as settled from audit_event';
/** Of the events: so many are dated before what the last witnessed checkpoint has closed. */
const SETTLED_PART = 0.25;

/** Agents who work for as long as the desk runs, so that its log grows. */
export class DeskAtWork {
  private stopped = false;
  requests = 0;
  private readonly work: Promise<void>[];

  private constructor(
    private readonly desk: StagedDesk,
    private readonly sender: Sender,
    agents: readonly Seated[],
    known: readonly string[],
    /** Milliseconds between two requests of one agent. */
    private pause = 0,
  ) {
    this.work = agents.map((agent, nth) => this.day(agent, new Chance(nth), known));
  }

  static async begin(desk: StagedDesk): Promise<DeskAtWork> {
    await desk.sql(MORE_ROOM);
    const hash = await hashPassword('a desk that is watched');
    const agents: Seated[] = [];
    for (let nth = 0; nth < AGENTS; nth++)
      agents.push(await seat(desk, nth === 0 ? 'supervisor' : 'agent', hash));
    const known = (await desk.sql(KNOWN)).map(({ q }) => String(q));
    return new DeskAtWork(desk, new Sender(desk.url, AGENTS), agents, known);
  }

  /** Returns once there are so many events, so many checkpoints are witnessed, and the time of some events is closed. */
  async reaches(events: number, checkpoints: number): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const notes = this.notes();
      const settled = /^settled (.*)$/m.exec(notes.at(-1) ?? '')?.[1] ?? '-infinity';
      const [row] = await this.desk.sql(EVENTS, [settled]);
      const enough = Number(row?.['all']) >= events && Number(row?.['settled']) >= events * SETTLED_PART;
      if (enough && notes.length >= checkpoints) return;
      await wait(500);
    }
    throw new Error('The desk did not witness its checkpoints in time.');
  }

  /** From now on there is no more to do than at a small desk. */
  slowDown(): void {
    this.pause = 500;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.work);
    this.sender.close();
  }

  private notes(): readonly string[] {
    return existsSync(this.desk.witness) ? notesIn(readFileSync(this.desk.witness, 'utf8')) : [];
  }

  private async day({ cookie }: Seated, chance: Chance, known: readonly string[]): Promise<void> {
    while (!this.stopped) {
      const filter = encodeURIComponent(JSON.stringify({ q: chance.one(known) }));
      const opens = chance.fraction() < 0.2;
      const { status } = await this.sender.send({
        method: opens ? 'POST' : 'GET',
        path: opens ? '/api/cases' : `/api/accounts?filter=${filter}`,
        headers: {
          cookie,
          'content-type': 'application/json',
          'idempotency-key': `tamper-${String(chance.fraction()).slice(2)}-${this.requests}`,
        },
        body: opens ? Buffer.from(JSON.stringify({ channel: 'phone' })) : undefined,
      });
      if (status >= 200 && status < 300) this.requests++;
      if (this.pause > 0) await wait(this.pause * 2 * chance.fraction());
    }
  }
}
