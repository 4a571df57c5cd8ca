import { Injectable } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../config/settings.ts';
import { readableLine } from './readable-line.ts';

/**
 * What a line may say. A list and not a free object: a personal value, a code, a link, a query string, a body or an
 * address has no field to be written to. Source: docs/security.md.
 */
export type LogFields = {
  readonly requestId?: string;
  readonly traceId?: string;
  readonly method?: string;
  /** The route's pattern, never the address that was asked for. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly principal?: 'agent' | 'customer' | 'visitor' | 'nobody';
  readonly code?: string;
  readonly caseId?: string;
  readonly job?: string;
  readonly messageId?: string;
  readonly importId?: string;
  readonly attempt?: number;
  readonly outcome?: string;
  readonly context?: string;
  /** What kind of fault it was: its class and, of PostgreSQL's, its code. Never its message. */
  readonly fault?: string;
  /** Where in the program it happened. */
  readonly at?: string;
  readonly part?: string;
  readonly port?: number;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The process's own log: one line an event, on standard output. `message` is a constant text. */
@Injectable()
export class Log {
  private readonly lines: Logger;

  constructor({ level, format }: Settings['log'], to: DestinationStream = standardOutput()) {
    this.lines = pino(
      {
        level,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      format === 'json' ? to : { write: (line) => to.write(readableLine(line)) },
    );
  }

  write(level: LogLevel, message: string, fields: LogFields = {}): void {
    this.lines[level](fields, message);
  }
}

/** Written at once: the last line before a crash is the one that is wanted. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}

/** What kind of fault was thrown, without its message: that may quote a value. */
function faultKind(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  return 'code' in thrown && typeof thrown.code === 'string' ? `${thrown.name} ${thrown.code}` : thrown.name;
}

/** What is said of a fault: its kind, and the first frames of its stack without the lines before, which are its message. */
export function faultOf(thrown: unknown): Pick<LogFields, 'fault' | 'at'> {
  const frames =
    thrown instanceof Error ? (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const at = frames.slice(0, 5).map((frame) => frame.trim());
  return { fault: faultKind(thrown), ...(at.length > 0 && { at: at.join(' <- ') }) };
}
