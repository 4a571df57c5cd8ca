import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { z } from 'zod';
import { problem } from './problem.ts';
import { wordIssue } from './word-issue.ts';

z.config({ customError: wordIssue });

/** Parses every body, query and parameter by the contract's schema; a misfit is a field error, never a 500. */
export const fieldErrorPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => problem('invalid-input', { errors: fieldErrors(issues) }),
});

function fieldErrors(issues: readonly StandardSchemaV1.Issue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) {
    const path = (issue.path ?? [])
      .map((part) => String(typeof part === 'object' ? part.key : part))
      .join('.');
    errors[path === '' ? 'body' : path] ??= issue.message;
  }
  return errors;
}
