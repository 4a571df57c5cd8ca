/** How the log as a whole was last verified, as `GET /api/audit-verification` says it. */
export type Verification = {
  readonly lastRun: {
    readonly at: string;
    /** Events that it covers, or will. */
    readonly size: number;
    readonly done?: number;
    readonly checkpointSize: number;
    readonly outcome: 'sound' | 'broken' | 'running';
    readonly faults: readonly unknown[];
    readonly expiredBodies: number;
  } | null;
  readonly checkpoint: { readonly size: number; readonly at: string } | null;
  readonly verifierKey: string | null;
};
