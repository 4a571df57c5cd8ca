import { PassThrough, type Readable } from 'node:stream';
import { LIVE_TOPICS, subjectOf } from '@relink/contract';
import { roleHolds } from '@relink/domain';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { LivingSessions } from '../guard/living-sessions.ts';
import type { SignedInAgent } from '../guard/request-context.ts';
import { Metrics } from '../observability/metrics.ts';
import { problem } from '../problems/problem.ts';
import { DatabaseListener } from './database-listener.ts';
import { SESSIONS_CHANNEL, TOPICS_CHANNEL } from './live.ts';

/** As many pages as one person looks at; a browser opens fewer to one host. */
const MOST_PER_AGENT = 12;
const CHECK_EVERY_MS = 1_000;
const HEARTBEAT_EVERY_MS = 15_000;
/** Who does not read what they are told is let go; they ask anew when they come back. */
const MOST_UNREAD_BYTES = 64 * 1024;
const COME_BACK_AFTER_MS = 2_000;

type Stream = { readonly agent: SignedInAgent; readonly tokenHash: Buffer; readonly out: PassThrough };

/** The pages that are open at this server and told what may have changed. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  private readonly log = new Logger('Live');
  private readonly streams = new Set<Stream>();
  private readonly listener: DatabaseListener;
  private readonly count: Gauge;
  private timers: NodeJS.Timeout[] = [];
  private closing = false;

  constructor(
    source: DataSource,
    metrics: Metrics,
    private readonly sessions: LivingSessions,
  ) {
    this.listener = new DatabaseListener(() => poolOf(source).options, [TOPICS_CHANNEL, SESSIONS_CHANNEL], {
      notified: (channel, payload) => {
        if (channel === TOPICS_CHANNEL) this.tell(payload);
        else void this.checkSessions(({ agent }) => agent.id === payload);
      },
      missed: () => {
        for (const stream of this.streams) this.write(stream, 'event: missed\ndata:\n\n');
      },
    });
    this.count = new Gauge({
      name: 'relink_live_streams',
      help: 'Pages that are open at this process and told what has changed.',
      registers: [metrics.registry],
    });
  }

  /** A stream of events for one page of an agent. Throws `too-many-streams`. */
  open(agent: SignedInAgent, tokenHash: Buffer): Readable {
    const own = [...this.streams].filter((each) => each.agent.id === agent.id);
    if (this.closing || own.length >= MOST_PER_AGENT) throw problem('too-many-streams');
    const stream: Stream = { agent, tokenHash, out: new PassThrough() };
    this.streams.add(stream);
    stream.out.on('error', () => undefined);
    stream.out.on('close', () => {
      this.streams.delete(stream);
      this.counted();
    });
    this.counted();
    this.listener.start();
    this.write(stream, `retry: ${String(COME_BACK_AFTER_MS)}\n\n`);
    return stream.out;
  }

  async onModuleDestroy(): Promise<void> {
    this.closing = true;
    for (const { out } of this.streams) out.end();
    for (const timer of this.timers) clearInterval(timer);
    await this.listener.stop();
  }

  private tell(topic: string): void {
    const subject = subjectOf(topic);
    if (subject === undefined || /\s/.test(topic)) return;
    const needed = LIVE_TOPICS[subject];
    for (const stream of this.streams)
      if (roleHolds(stream.agent.role, needed)) this.write(stream, `data: ${topic}\n\n`);
  }

  /** What cannot be checked is closed: nobody goes on being told because the database is away. */
  private async checkSessions(which: (stream: Stream) => boolean = () => true): Promise<void> {
    const asked = [...this.streams].filter(which);
    if (asked.length === 0) return;
    try {
      const living = await this.sessions.among(asked.map(({ tokenHash }) => tokenHash));
      for (const { agent, tokenHash, out } of asked)
        if (living.get(tokenHash.toString('hex')) !== agent.role) out.end('event: ended\ndata:\n\n');
    } catch {
      this.log.warn('Sessions could not be checked: the open pages were let go.');
      for (const { out } of asked) out.end();
    }
  }

  private write({ out }: Stream, text: string): void {
    if (out.destroyed || out.writableEnded) return;
    if (out.writableLength + out.readableLength > MOST_UNREAD_BYTES) out.destroy();
    else out.write(text);
  }

  /** Nothing ticks while nobody is there. */
  private counted(): void {
    this.count.set(this.streams.size);
    if (this.streams.size > 0 && this.timers.length === 0 && !this.closing)
      this.timers = [
        setInterval(() => void this.checkSessions(), CHECK_EVERY_MS),
        setInterval(() => {
          for (const stream of this.streams) this.write(stream, ':\n\n');
        }, HEARTBEAT_EVERY_MS),
      ];
    if (this.streams.size > 0) return;
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
  }
}
