const SHOWN_ELSEWHERE = new Set(['level', 'time', 'pid', 'hostname', 'msg']);

/** A line of the log for a person at a terminal: time, level, message, and the fields by name. */
export function readableLine(json: string): string {
  const line = JSON.parse(json) as Record<string, unknown>;
  const fields = Object.entries(line)
    .filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, value]) => `${name}=${String(value)}`);
  const time = String(line['time']).slice(11, 19);
  const level = String(line['level']).toUpperCase().padEnd(5);
  return `${[time, level, String(line['msg']), ...fields].join(' ')}\n`;
}
