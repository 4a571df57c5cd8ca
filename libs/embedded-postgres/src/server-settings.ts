/** The server's settings: defaults, then those of the caller, then what must hold. */
export function serverSettings(
  port: number,
  durable: boolean,
  wanted: Record<string, string> = {},
): Record<string, string> {
  return {
    max_connections: '200',
    shared_buffers: '256MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // An error and the statement that met it quote personal values; whoever sent the statement gets the error.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...wanted,
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
  };
}
