/** The lint rule "a feature is imported from outside only through its index.ts". */
import { dirname, relative, resolve, sep } from 'node:path';

const workspace = resolve(import.meta.dirname, '../..');

/** @type {import('eslint').Rule.RuleModule} */
export const featureThroughIndex = {
  meta: {
    type: 'problem',
    docs: { description: 'A feature is imported from outside only through its index.ts' },
    schema: [
      {
        type: 'object',
        properties: {
          home: { type: 'string', description: 'the folder that holds one folder per feature' },
          features: { type: 'array', items: { type: 'string' }, description: 'all folders when left out' },
        },
        required: ['home'],
        additionalProperties: false,
      },
    ],
    messages: {
      past: '"{{feature}}" is imported past its index.ts: export what you need there, and import that.',
    },
  },
  create(context) {
    const { home, features } = context.options[0];
    const root = resolve(workspace, home);

    function locate(file) {
      const [feature, ...rest] = relative(root, file).split(sep);
      if (feature === '..' || rest.length === 0 || (features && !features.includes(feature)))
        return undefined;
      return { feature, inside: rest.join('/') };
    }

    function check(node) {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const target = locate(resolve(dirname(context.filename), source));
      if (!target || /^index\.tsx?$/.test(target.inside)) return;
      if (locate(context.filename)?.feature === target.feature) return;
      context.report({ node, messageId: 'past', data: { feature: target.feature } });
    }

    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};
