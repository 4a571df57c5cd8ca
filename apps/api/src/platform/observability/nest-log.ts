import type { LoggerService } from '@nestjs/common';
import { faultOf, type Log, type LogLevel } from './log.ts';

const LONGEST = 500;
const CANNOT_LISTEN = /^Error: listen E/;

/** Nest's own lines, and those of whoever uses its Logger, in the process's log. A thrown thing's message is left out. */
export class NestLog implements LoggerService {
  constructor(private readonly lines: Log) {}

  error(message: unknown, ...more: unknown[]): void {
    // Nest throws it too, and the process says it in a sentence of its own.
    if (more.at(-1) === 'NestApplication' && CANNOT_LISTEN.test(String(message))) return;
    this.write('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  /** What Nest tells of its modules and routes: at debug, or a start would be a hundred lines. */
  log(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  private write(level: LogLevel, message: unknown, more: readonly unknown[]): void {
    const context = more.at(-1);
    this.lines.write(level, typeof message === 'string' ? withoutFault(message) : 'fault', {
      ...(typeof context === 'string' && !context.includes('\n') && { context }),
      ...(message instanceof Error && faultOf(message)),
    });
  }
}

/** Nest also writes what was thrown as text, `Error: …`: its message may quote a value. */
function withoutFault(text: string): string {
  const [line = ''] = text.split('\n');
  return (/^\w*(?:Error|Exception)(?=:)/.exec(line)?.[0] ?? line).slice(0, LONGEST);
}
