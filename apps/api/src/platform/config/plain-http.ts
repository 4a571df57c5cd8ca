const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what is sent to an address can be read, and answered, by whoever is on the way: http to another machine. */
export function isPlainToAnother(address: URL): boolean {
  return address.protocol !== 'https:' && !LOOPBACK.test(address.hostname);
}
