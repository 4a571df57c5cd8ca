import type { Database } from '@relink/testing';
import { Chance } from '../src/demo/chance.ts';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { type Seated, seat } from '../staged-desk/hire.ts';
import { type RawAnswer, Sender } from '../staged-desk/sender.ts';
import { AnswerJudge } from './judge-answer.ts';
import { KnownValues, type Situation } from './known-values.ts';
import { RequestMaker } from './make-request.ts';
import { type ApiDocument, type Operation, readOperations } from './operations.ts';
import { PASSWORD, StageSituations } from './stage-situations.ts';
import { ValidValues } from './valid-value.ts';

export type FuzzOptions = {
  readonly perRoute: number;
  readonly seed: number;
  /** Routes whose name holds it; all without it. */
  readonly only: string;
  readonly connections: number;
};

/** What became of the requests to one route. */
export type RouteReport = {
  readonly operation: Operation;
  readonly statuses: ReadonlyMap<number, number>;
  /** The codes of the problems among them. */
  readonly codes: ReadonlyMap<string, number>;
  /** Faults and what broke the description, by how it did, with one request that shows it. */
  readonly breaches: ReadonlyMap<string, { readonly count: number; readonly example: string }>;
  readonly seconds: number;
};

const ROLES = ['agent', 'supervisor', 'admin', 'customer', 'nobody'] as const;
const PREPARE_EVERY = 500;
/** Situations of earlier routes stay in use: what was closed or spent there is a case of its own here. */
const SITUATIONS_KEPT = 180;
const OF_MERGES = /merges|duplicate|approvals/;

/** What an admin's request may have taken from the next ones: their sessions, or everybody's right to change. */
const PUT_BACK = [
  'update agent set disabled_at = null where disabled_at is not null',
  `update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'fuzz' where lifted_at is null`,
];

/** Sends random and mutated requests to every route of a desk and holds each answer against the desk's description. */
export async function fuzzApi(
  { url, db }: { readonly url: URL; readonly db: Database },
  options: FuzzOptions,
  told: (report: RouteReport) => void,
): Promise<RouteReport[]> {
  const sender = new Sender(url, options.connections);
  try {
    const asked = { method: 'GET', path: '/api/openapi.json', headers: {}, body: undefined };
    const document = JSON.parse((await sender.send(asked)).text) as ApiDocument;
    const fuzz = new Fuzz(db, sender, document, options);
    const reports: RouteReport[] = [];
    for (const operation of readOperations(document)) {
      if (!operation.name.includes(options.only)) continue;
      const report = await fuzz.route(operation);
      reports.push(report);
      told(report);
    }
    return reports;
  } finally {
    sender.close();
  }
}

class Fuzz {
  private readonly judge: AnswerJudge;
  private readonly known = new KnownValues();
  private situations: Situation[] = [];
  private passwordHash: string | undefined;
  private stage: StageSituations | undefined;
  private staff: Record<'supervisor' | 'admin', Seated> | undefined;

  constructor(
    private readonly db: Database,
    private readonly sender: Sender,
    document: ApiDocument,
    private readonly options: FuzzOptions,
  ) {
    this.judge = new AnswerJudge(document);
  }

  async route(operation: Operation): Promise<RouteReport> {
    const { perRoute, seed, connections } = this.options;
    // Of the route's name too, so that --only repeats what a whole run sends.
    const chance = new Chance(
      [...operation.name].reduce((sum, char) => sum * 31 + char.charCodeAt(0), seed) | 0,
    );
    const values = new ValidValues(chance, this.known, (schema) => this.judge.resolve(schema));
    const maker = new RequestMaker(chance, this.known, values);
    const statuses = new Map<number, number>();
    const codes = new Map<string, number>();
    const breaches = new Map<string, { count: number; example: string }>();
    const begun = performance.now();
    await this.prepare(operation);
    let next = 0;
    const ask = async (): Promise<void> => {
      while (next < perRoute) {
        const turn = next++;
        if (turn > 0 && turn % PREPARE_EVERY === 0) await this.prepare(operation);
        const role = ROLES[turn % ROLES.length] ?? 'nobody';
        const situation = chance.fraction() < 0.9 ? this.situationFor(operation, chance) : undefined;
        const request = maker.make(operation, this.cookieOf(role, situation, chance), situation);
        const answer = await this.sender.send(request);
        count(statuses, answer.status);
        const code = /"code":"([a-z-]+)"/.exec(answer.status >= 400 ? answer.text : '')?.[1];
        if (code !== undefined) count(codes, code);
        const breach = faultOf(answer) ?? this.judge.breach(operation, answer);
        if (breach !== undefined) {
          const example = `${role}: ${request.method} ${request.path} ${JSON.stringify(request.headers).slice(0, 500)} ${String(request.body).slice(0, 600)} -> ${answer.text.slice(0, 400)}`;
          breaches.set(breach, { count: (breaches.get(breach)?.count ?? 0) + 1, example });
        } else if (answer.status < 300 && answer.type.includes('json') && turn % 10 < 5)
          this.known.learn(operation, answer.text);
      }
    };
    await Promise.all(Array.from({ length: connections }, ask));
    return { operation, statuses, codes, breaches, seconds: (performance.now() - begun) / 1000 };
  }

  /** Fresh situations, and whatever a request took from everybody given back. */
  private async prepare({ path }: Operation): Promise<void> {
    this.passwordHash ??= await hashPassword(PASSWORD);
    this.stage ??= new StageSituations(this.db, this.sender, this.passwordHash);
    const seated = (role: 'supervisor' | 'admin') => seat(this.db, role, this.passwordHash ?? '');
    // New ones each time: a request may have signed the last ones out, disabled them or given them another role.
    this.staff = { supervisor: await seated('supervisor'), admin: await seated('admin') };
    for (const statement of PUT_BACK) await this.db.sql(statement).catch(ignoreMissingTable);
    const fresh = Math.max(8, Math.min(32, Math.floor(this.options.perRoute / 20)));
    this.situations = [...this.situations, ...(await this.stage.run(fresh, OF_MERGES.test(path)))].slice(
      -SITUATIONS_KEPT,
    );
  }

  /** Of those that were made for the route, half of the time where there are any. */
  private situationFor({ path }: Operation, chance: Chance): Situation {
    const aimed = this.situations.filter(({ aims }) => aims?.some((end) => path.endsWith(end)));
    return chance.one(aimed.length > 0 && chance.fraction() < 0.5 ? aimed : this.situations);
  }

  private cookieOf(
    role: (typeof ROLES)[number],
    situation: Situation | undefined,
    chance: Chance,
  ): string | undefined {
    const own = situation ?? chance.one(this.situations);
    switch (role) {
      case 'agent':
        return own.cookie;
      case 'customer':
        return own.customer;
      case 'nobody':
        return undefined;
      default:
        return this.staff?.[role].cookie;
    }
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function faultOf({ status, text }: RawAnswer): string | undefined {
  if (status === 0) return `no answer: ${text}`;
  return status >= 500 ? `${status}` : undefined;
}

function ignoreMissingTable(error: unknown): void {
  // 42P01: undefined_table.
  if (!(error instanceof Error && 'code' in error && error.code === '42P01')) throw error;
}
