/** The accounts of a batch moved between reading and locking them: it must be read again. */
export class BatchMoved extends Error {}
