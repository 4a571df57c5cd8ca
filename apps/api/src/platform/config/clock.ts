import { Injectable } from '@nestjs/common';

/**
 * The desk's time is the database's: every statement that needs the time brings it along,
 * so that two servers with clocks apart agree on what has expired.
 */
@Injectable()
export class Clock {
  /** What the desk takes for now, given what the database says. */
  read(databaseNow: Date): Date {
    return databaseNow;
  }
}
