import { z } from 'zod';
import { SETTING_NOTES } from './setting-notes.ts';

/** The variables that say how a desk is watched: its audit log, its log lines, its metrics, its traces. */
export const observationEnvironment = {
  AUDIT_WITNESS: z
    .string()
    .refine((place) => place.startsWith('/') || (/^https?:\/\//.test(place) && URL.canParse(place)), {
      error: 'must be the absolute path of a file, or an http(s) address',
    })
    .optional()
    .register(SETTING_NOTES, {
      group: 'Observation',
      about:
        'Where checkpoints of the audit log are kept outside the database: the absolute path of a file that is only added to, or an address that takes each by POST (https, but on this machine). Read by work.',
      otherwise: 'checkpoints stay in the database, and a rewritten one can pass',
    }),
  RELINK_ERASURES_FILE: z
    .string()
    .regex(/^\//, 'must be the absolute path of a file')
    .optional()
    .register(SETTING_NOTES, {
      group: 'Observation',
      about:
        'Where the list of erasures is kept outside the database: the absolute path of a file that is only added to. A restored backup is replayed from it. It holds nothing personal. Read by work.',
      otherwise: 'only in the database: export it yourself',
    }),
  AUDIT_CHECKPOINT_SECONDS: z.coerce.number().int().min(2).max(60).default(60).register(SETTING_NOTES, {
    group: 'Observation',
    about:
      'How long (seconds) an event may be in the audit log before a checkpoint covers it: what is younger can be neither proven nor missed. Read by work.',
  }),
  AUDIT_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(SETTING_NOTES, {
      group: 'Observation',
      about:
        "Where the audit log is streamed to, for the shop's own log store (SIEM): signed POSTs, in order, at least once. https, but on this machine.",
      otherwise: 'the log is streamed nowhere',
    }),
  AUDIT_WEBHOOK_SECRET: z.string().min(16).optional().register(SETTING_NOTES, {
    group: 'Observation',
    secret: true,
    about: 'Signs what goes to AUDIT_WEBHOOK_URL (HMAC-SHA256). Set both or none.',
  }),

  RELINK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional().register(SETTING_NOTES, {
    group: 'Observation',
    about: 'The least that is logged. debug adds pages, assets and health checks.',
    otherwise: 'info; error under test',
  }),
  RELINK_LOG_FORMAT: z.enum(['json', 'text']).optional().register(SETTING_NOTES, {
    group: 'Observation',
    about: 'json: one object a line, for a log store. text: for a person at a terminal.',
    otherwise: 'json in production, else text',
  }),
  RELINK_OPERATIONS_PORT: z.coerce.number().int().min(0).max(65_535).optional().register(SETTING_NOTES, {
    group: 'Observation',
    about:
      'A port of its own, on HOST, for /metrics and the health of serve or work. Whoever reaches it reads them: never publish it.',
    otherwise: 'no such port',
  }),
  RELINK_METRICS_TOKEN: z.string().min(16).optional().register(SETTING_NOTES, {
    group: 'Observation',
    secret: true,
    about: 'Opens /metrics on the public port to who sends it as Authorization: Bearer.',
    otherwise: 'no /metrics there in production; else for this machine only',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(SETTING_NOTES, {
      group: 'Observation',
      about: 'Where spans go, by OTLP over HTTP (/v1/traces is added). OpenTelemetry is loaded only with it.',
      otherwise: 'no traces',
    }),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().min(1).optional().register(SETTING_NOTES, {
    group: 'Observation',
    secret: true,
    about: "Headers for the traces' receiver, name=value with commas between.",
  }),
  OTEL_SERVICE_NAME: z.string().min(1).default('relink').register(SETTING_NOTES, {
    group: 'Observation',
    about: 'The service that spans are filed under.',
  }),
};
