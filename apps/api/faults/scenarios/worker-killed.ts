import { setTimeout as wait } from 'node:timers/promises';
import { headerOf, SmtpSink } from '../../test/harness/smtp-sink.ts';
import { Backstage } from '../place/backstage.ts';
import { MailRelay, type Moment } from '../place/mail-relay.ts';
import { DeskProcess } from '../place/processes.ts';
import { counted, type Figure, invariants, noted, type Scenario, within } from '../scenario.ts';

const AT_WORK = 2;
/** Mails that a worker has on their way at once. */
const HANDS = 3;
/** The moments at which the workers are killed; `told` is just after the worker was told that the mail is taken. */
const KILLED_AT = ['greeted', 'text sent', 'taken', 'told'] as const;
type KilledAt = (typeof KILLED_AT)[number];
/** What a killed worker held is given out again after a minute, by a job that runs each minute. */
const LEFT_OVER_MS = 180_000;
const PATIENCE_MS = 8000;

/** Workers are killed around each of many sends: before the text, with it on the line, taken, and just told so. */
export const workerKilled: Scenario = {
  name: 'worker killed around a send',
  async run(database, { sends }) {
    const smtp = await SmtpSink.open();
    const backstage = await Backstage.open(database);
    const crew = new Crew(smtp, backstage.env);
    const ids: string[] = [];
    let queued = 0;
    const queue = async () => {
      const send = queued++;
      ids[send] = await backstage.queue({ destination: `sent.${String(send)}@mail.example` });
    };
    let cut = 0;
    try {
      for (let round = 0; cut < sends; round++) {
        await crew.hire();
        const held = crew.holdAt(KILLED_AT[round % KILLED_AT.length] ?? 'taken');
        await Promise.all(Array.from({ length: AT_WORK * HANDS }, queue));
        cut += await held;
        await crew.kill();
      }
      crew.letAll();
      await crew.hire();
      const began = performance.now();
      const waiting = () => backstage.sql(`select 1 from message where state = 'waiting'`);
      while ((await waiting()).length > 0 && performance.now() - began < LEFT_OVER_MS) await wait(500);
      return [
        {
          what: 'sends cut by a kill',
          figure: `${String(cut)} (at least ${String(sends)})`,
          holds: cut >= sends,
        },
        noted('workers killed', crew.killed),
        ...figuresOf(smtp, ids),
        counted('messages that still wait', (await waiting()).length),
        within('the last one handed over, after the last kill', performance.now() - began, LEFT_OVER_MS),
        await invariants(backstage.pool),
      ];
    } finally {
      await crew.kill();
      await backstage.close();
      await smtp.close();
    }
  },
};

/** Workers, and the lines between them and the mail server. */
class Crew {
  killed = 0;
  private at: KilledAt | undefined;
  private held: (() => void)[] = [];
  private all: (count: number) => void = () => undefined;
  private line: MailRelay | undefined;
  private workers: DeskProcess[] = [];

  constructor(
    private readonly smtp: SmtpSink,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  async hire(): Promise<void> {
    this.line ??= await MailRelay.open(this.smtp.port, (moment, go) => this.passes(moment, go));
    const env = { ...this.env, SMTP_URL: this.line.url };
    this.workers = await Promise.all(
      Array.from({ length: AT_WORK }, () => DeskProcess.start({ part: 'work', env })),
    );
  }

  /** Holds every mail at that moment. Answers how many, once each hand has one or none has come for a while. */
  async holdAt(moment: KilledAt): Promise<number> {
    this.at = moment;
    this.held = [];
    const all = new Promise<number>((resolve) => (this.all = resolve));
    const patience = wait(PATIENCE_MS).then(() => this.held.length);
    return Promise.race([all, patience]);
  }

  letAll(): void {
    this.at = undefined;
  }

  /** Kills all of them at once: those that are to be told, right after they were. */
  async kill(): Promise<void> {
    if (this.at === 'told') for (const go of this.held) go();
    this.killed += this.workers.length;
    await Promise.all(this.workers.splice(0).map((worker) => worker.kill()));
    await this.line?.close();
    this.line = undefined;
  }

  private passes(moment: Moment, go: () => void): boolean {
    if (moment !== (this.at === 'told' ? 'taken' : this.at)) return true;
    this.held.push(go);
    if (this.held.length === AT_WORK * HANDS) this.all(this.held.length);
    return false;
  }
}

function figuresOf(smtp: SmtpSink, ids: readonly string[]): Figure[] {
  const arrived = new Map<string, number>();
  let foreign = 0;
  for (const [send, id] of ids.entries()) {
    const mails = smtp.mails.filter(({ to }) => to === `sent.${String(send)}@mail.example`);
    arrived.set(id, mails.length);
    foreign += mails.filter((mail) => headerOf(mail, 'Message-ID') !== `<${id}@relink.localhost>`).length;
  }
  const counts = [...arrived.values()];
  return [
    counted('messages lost', counts.filter((count) => count === 0).length),
    counted('mails under another Message-ID than their message’s', foreign),
    noted('messages that arrived once', counts.filter((count) => count === 1).length),
    noted(
      'messages that arrived again, under the same Message-ID',
      counts.filter((count) => count > 1).length,
    ),
    noted('most arrivals of one message', Math.max(...counts)),
  ];
}
