import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typed = ['src/**/*.{ts,tsx}', 'e2e/**/*.ts', 'bench/**/*.ts', '*.config.ts'];
const tests = ['**/*.test.ts', 'e2e/**/*.ts'];
const readable = { skipBlankLines: true, skipComments: true };
const globals = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));
const forbidGlobals = (message, ...names) => names.map((name) => ({ name, message }));
const forbidProperties = (message, ...paths) =>
  paths.map((path) => {
    const [object, property] = path.split('.');
    return { object, property, message };
  });

/** What a file may not say anywhere. */
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that a thing has one name everywhere.',
};
const noExportAll = {
  selector: 'ExportAllDeclaration',
  message: 'List the exported names, so that the door of a folder can be read.',
};

const everywhere = {
  files: ['**/*.{ts,tsx,js,mjs,cjs}'],
  extends: [js.configs.recommended],
  rules: {
    complexity: ['error', { max: 10, variant: 'modified' }],
    eqeqeq: 'error',
    'max-lines': ['error', { max: 250, ...readable }],
    'max-lines-per-function': ['error', { max: 40, ...readable }],
    'no-restricted-syntax': ['error', noDefaultExport, noExportAll],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  },
};

const typescript = {
  files: typed,
  extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/strict-boolean-expressions': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
  },
};

/** The model has no clock, no chance and no voice: all three come in as actions. */
const model = {
  files: ['src/model/**/*.ts'],
  ignores: tests,
  rules: {
    'no-restricted-globals': [
      'error',
      ...forbidGlobals('Time enters the model as an action.', 'Date', 'performance'),
      ...forbidGlobals(
        'Nothing in the model happens later.',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'queueMicrotask',
        'requestAnimationFrame',
      ),
      ...forbidGlobals('Randomness enters the model as a seed in an action.', 'crypto'),
      ...forbidGlobals('Return what there is to say.', 'console'),
    ],
    'no-restricted-properties': [
      'error',
      ...forbidProperties('Time enters the model as an action.', 'Date.now', 'performance.now'),
      ...forbidProperties('Randomness enters as a seed in an action.', 'Math.random'),
    ],
  },
};

const page = {
  files: ['src/ui/**/*.{ts,tsx}'],
  extends: [reactHooks.configs.flat.recommended],
};

/** Markup is long without being complicated. */
const components = {
  files: ['src/ui/**/*.tsx'],
  rules: { 'max-lines-per-function': ['error', { max: 80, ...readable }] },
};

/** A suite is one function to ESLint. */
const suites = { files: tests, rules: { 'max-lines-per-function': 'off' } };

/** Tool files: the tools ask for a default export. */
const configs = {
  files: ['*.config.{js,ts}'],
  rules: { 'no-restricted-syntax': ['error', noExportAll] },
};

const scripts = {
  files: ['scripts/**/*.mjs', '*.cjs', '*.config.js'],
  languageOptions: {
    globals: globals('Buffer', 'console', 'module', 'process'),
  },
};

export default defineConfig(
  globalIgnores([
    'docs/links/',
    'dist/',
    'dist-cli/',
    'dist-single/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    '.stryker-tmp/',
  ]),
  everywhere,
  typescript,
  model,
  page,
  components,
  suites,
  configs,
  scripts,
);
