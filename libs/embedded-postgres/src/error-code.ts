/** The code of a system's or a database's error (`EEXIST`, `28P01`), or what it says if it has none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
