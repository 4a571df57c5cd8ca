import { setTimeout as wait } from 'node:timers/promises';
import { SmtpSink } from '../../test/harness/smtp-sink.ts';
import { Backstage } from '../place/backstage.ts';
import { type Answer, Caller } from '../place/caller.ts';
import { DeskProcess } from '../place/processes.ts';
import { Ledger, lost, recover } from '../recovery.ts';
import { counted, type Figure, invariants, noted, type Scenario, within } from '../scenario.ts';

const ROUNDS = 3;
const AGENTS = 4;
/** Between two recoveries of an agent, so that the worker keeps up. */
const PAUSE_MS = 300;
const AWAY_MS = 5000;
const MOST_MS = 2000;
const BACK_MS = 10_000;

type Seen = { readonly began: number; readonly answer: Answer | undefined };

/** The database is stopped under a working desk and comes back, again and again. */
export const databaseStopped: Scenario = {
  name: 'database stopped and back',
  async run(database) {
    const smtp = await SmtpSink.open();
    const backstage = await Backstage.open(database, { SMTP_URL: smtp.url });
    const seen: Seen[] = [];
    const ledger = new Ledger((began, answer) => void seen.push({ began, answer }));
    const desk = await DeskProcess.start({ part: 'serve', env: backstage.env });
    const worker = await DeskProcess.start({ part: 'work', env: backstage.env });
    await untilSent(backstage, smtp);
    const looking = await looks(backstage, desk.url, ledger);
    const shifts = Array.from({ length: AGENTS }, async () => {
      // While the database is away there is no new customer to be made up either.
      while (!ledger.over) {
        await recover(backstage, desk.url, ledger).catch(() => wait(100));
        await wait(PAUSE_MS);
      }
    });
    const away: { readonly from: number; readonly down: number; readonly to: number }[] = [];
    const sent: number[] = [];
    let ended: number;
    try {
      for (let round = 0; round < ROUNDS; round++) {
        await wait(2500);
        const from = performance.now();
        await database.stop();
        const down = performance.now();
        await wait(AWAY_MS);
        await database.comeBack();
        away.push({ from, down, to: performance.now() });
        sent.push(await untilSent(backstage, smtp));
      }
      await wait(1000);
      ended = Number(desk.ended) + Number(worker.ended);
    } finally {
      ledger.over = true;
      await Promise.allSettled([...shifts, looking.over()]);
      await desk.kill();
      await worker.kill();
      await smtp.close();
    }
    const half = await invariants(backstage.pool);
    const missing = await lost(backstage, ledger.acknowledged);
    await backstage.close();
    return [
      ...figuresOf(seen, away),
      within('the worker sends again, at most after', Math.max(...sent), BACK_MS),
      counted('processes that ended by themselves', ended),
      noted('acknowledged changes', ledger.acknowledged.length),
      counted('acknowledged changes lost', missing),
      counted('changes refused that should not be', ledger.refused.length),
      ...[...new Set(ledger.refused)].map((refused) => noted('  refused', refused)),
      half,
    ];
  },
};

/** Reads and searches without end, as agents do, and a probe as a load balancer does. */
async function looks(backstage: Backstage, url: string, ledger: Ledger): Promise<{ over(): Promise<void> }> {
  const { username } = await backstage.hire('agent');
  const agent = new Caller(url, ledger.watch);
  await agent.signIn(username);
  const filter = encodeURIComponent(JSON.stringify({ q: 'asha@mail.example' }));
  const paths = ['/api/cases', '/api/me', `/api/accounts?filter=${filter}`, '/api/health/ready'];
  const loops = paths.map(async (path) => {
    while (!ledger.over) {
      await agent.get(path);
      await wait(50);
    }
  });
  return { over: () => Promise.all(loops).then(() => undefined) };
}

/** How long from now until the worker hands over a message that is queued now. */
async function untilSent(backstage: Backstage, smtp: SmtpSink): Promise<number> {
  const began = performance.now();
  const destination = `back.${String(Math.round(began))}@mail.example`;
  // The pool of the queuing part may still hold connections that broke.
  while (performance.now() - began < BACK_MS)
    if (await backstage.queue({ destination }).then(Boolean, () => wait(20, false))) break;
  while (performance.now() - began < 3 * BACK_MS && !smtp.mails.some(({ to }) => to === destination))
    await wait(20);
  return performance.now() - began;
}

type Away = { readonly from: number; readonly down: number; readonly to: number };

function figuresOf(seen: readonly Seen[], away: readonly Away[]): Figure[] {
  const during = seen.filter(({ began }) => away.some(({ from, to }) => began >= from && began < to));
  const gone = seen.filter(({ began }) => away.some(({ down, to }) => began >= down && began < to - MOST_MS));
  const answered = gone.filter(({ answer }) => answer !== undefined);
  const wrong = answered.filter(({ answer }) => !isUnavailable(answer));
  const faulty = seen.filter(({ answer }) => (answer?.status ?? 0) >= 500 && answer?.status !== 503);
  const longest = Math.max(...during.map(({ answer }) => answer?.ms ?? 0));
  const slowestBack = away.map(
    ({ to }, round) => servesAgain(seen, to, away[round + 1]?.from ?? Infinity) - to,
  );
  const late = seen.filter(({ began, answer }) => {
    const next = away.filter(({ from }) => from > began).map(({ from }) => from);
    const since = Math.max(0, ...away.filter(({ from }) => from <= began).map(({ to }) => to));
    const over = began + (answer?.ms ?? MOST_MS);
    const steady = since > 0 && began > since + BACK_MS && over < Math.min(...next, Infinity);
    return steady && (answer === undefined || answer.status >= 500);
  });
  return [
    counted('times the database went away', away.length, ROUNDS),
    noted('requests while it was away', during.length),
    within('slowest answer while it was away', longest, MOST_MS),
    counted('requests without any answer', during.filter(({ answer }) => answer === undefined).length),
    counted('answers that are no 503 database-unavailable', wrong.length),
    ...kindsOf(wrong).map((kind) => noted('  answered', kind)),
    counted('answers of 5xx other than 503, at any time', faulty.length),
    ...kindsOf(faulty).map((kind) => noted('  answered', kind)),
    within('all served again after it came back, at most after', Math.max(...slowestBack), BACK_MS),
    counted('requests that failed later than that', late.length),
  ];
}

function isUnavailable(answer: Answer | undefined): boolean {
  return (
    answer?.status === 503 &&
    answer.type.startsWith('application/problem+json') &&
    answer.body['code'] === 'database-unavailable'
  );
}

/** When the last request that failed, from the database's return to its next going away, was over. */
function servesAgain(seen: readonly Seen[], back: number, next: number): number {
  const over = seen
    .filter(({ began, answer }) => began >= back && (answer?.status ?? 503) >= 500)
    .map(({ began, answer }) => began + (answer?.ms ?? 0));
  return Math.max(back, ...over.filter((end) => end < next));
}

function kindsOf(seen: readonly Seen[]): string[] {
  return [...new Set(seen.map(({ answer }) => `${String(answer?.status)} ${String(answer?.body['code'])}`))];
}
