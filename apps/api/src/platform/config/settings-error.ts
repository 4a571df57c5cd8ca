/** A setting that is missing or malformed, named, with what to do. The process does not start. */
export class SettingsError extends Error {}
