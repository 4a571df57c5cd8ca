/**
 * Loaded before the desk: this process's clock is off by so many milliseconds. Timers and what measures durations
 * run on as they do on a machine whose clock was set wrong.
 */
const shift = Number(process.env['FAULTS_CLOCK_SHIFT_MS'] ?? 0);
const RightDate = Date;

class ShiftedDate extends RightDate {
  constructor(...given: [] | [value: number | string | Date]) {
    if (given.length === 0) super(RightDate.now() + shift);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RightDate.now() + shift;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
