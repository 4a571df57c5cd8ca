import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Traces } from '../config/settings.ts';
import { traceStatements } from './trace-statements.ts';
import type { RequestSpan, Tracer } from './tracing.ts';

/**
 * Starts OpenTelemetry: spans of requests, jobs and statements, sent by OTLP over HTTP. Only imported where traces are
 * asked for. Names of attributes: https://opentelemetry.io/docs/specs/semconv/.
 */
export function startTracer({ endpoint, headers, serviceName }: Traces): Tracer {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers: { ...headers } }),
        scheduledDelayMillis: 1000,
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer('relink');
  const untrace = traceStatements(tracer);

  return {
    request(parent, rest) {
      const before =
        parent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent: parent });
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, before);
      context.with(trace.setSpan(before, span), () => rest(requestSpan(span)));
    },
    async job(task, attributes, work) {
      const options = {
        kind: SpanKind.CONSUMER,
        attributes: { 'messaging.operation.type': 'process', ...attributes },
      };
      const span = tracer.startSpan(`job ${task}`, options, ROOT_CONTEXT);
      try {
        await context.with(trace.setSpan(ROOT_CONTEXT, span), work);
      } catch (fault) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw fault;
      } finally {
        span.end();
      }
    },
    async stop() {
      untrace();
      await provider.shutdown();
      context.disable();
      propagation.disable();
    },
  };
}

function requestSpan(span: Span): RequestSpan {
  return {
    traceId: span.spanContext().traceId,
    end({ method, route, status }) {
      span.updateName(`${method} ${route}`);
      span.setAttributes({
        'http.request.method': method,
        'http.route': route,
        // The pattern here too: the path itself may hold what somebody typed.
        'url.path': route,
        'http.response.status_code': status,
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
