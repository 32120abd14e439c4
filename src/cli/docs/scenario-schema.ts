import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { profiles } from '../../model/device/profiles/profile';
import { twinIds } from '../../model/host/twin-id';
import { maxCodePoints } from '../../model/json';
import {
  anyArguments,
  mebibytes,
  profile,
  text,
  twin,
} from '../../model/simulation/scenario/scenario-fields';
import { scenarioFile } from '../../model/simulation/scenario/scenario-schema';

type AnySchema = v.GenericSchema;

/** Checks of our own that are said in another way than by what they expect. */
const known = new Map<AnySchema, JsonSchema>([
  [mebibytes, { type: 'number', minimum: 0 }],
  [text, { type: 'string', maxLength: maxCodePoints }],
  [twin, { enum: [...twinIds] }],
  [profile, { enum: Object.keys(profiles) }],
  [anyArguments, {}],
]);

const numberIn = (digits: string): number => Number(digits.replaceAll(',', ''));

/** The form of a check of our own, as far as what it expects tells: the page's reader has the last word. */
function formFor(expected: string): JsonSchema {
  const [, least, most] = /^a whole number from ([\d,]+) to ([\d,]+)$/.exec(expected) ?? [];
  if (least !== undefined && most !== undefined)
    return { type: 'integer', minimum: numberIn(least), maximum: numberIn(most) };
  const [, , longest] = /^text of (at most|[\d,]+ to) ([\d,]+) characters$/.exec(expected) ?? [];
  if (longest !== undefined) return { type: 'string', maxLength: numberIn(longest) };
  if (expected.startsWith('a whole number')) return { type: 'integer', minimum: 0 };
  if (expected.startsWith('a count')) return { type: ['integer', 'array'] as never };
  return { type: 'string' };
}

/** The forms among which a lazy schema chooses by the member that names one. */
function formsOf(lazy: v.LazySchema<AnySchema>): readonly AnySchema[] {
  const none = lazy.getter({});
  const { message } = none as unknown as { readonly message: string };
  const names = message.slice(message.indexOf(' of ') + 4).split(', ');
  return names.map((name) => lazy.getter({ [name]: true }));
}

const config: ConversionConfig = {
  target: 'draft-2020-12',
  errorMode: 'ignore',
  overrideSchema({ valibotSchema, jsonSchema }) {
    const schema = valibotSchema as AnySchema;
    if (schema.type === 'lazy') {
      const forms = formsOf(schema as v.LazySchema<AnySchema>).map((form) => inner(form));
      return { anyOf: forms };
    }
    if (schema.type !== 'custom') return jsonSchema;
    const { message } = schema as unknown as { readonly message: string };
    return { description: message, ...(known.get(schema) ?? formFor(message)) };
  },
};

function inner(schema: AnySchema): JsonSchema {
  const form = { ...toJsonSchema(schema, config) };
  delete form.$schema;
  return form;
}

/** A JSON schema of scenario files, for editors; the page's own reader says more. */
export function scenarioSchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'DCDscope scenario, version 1',
    description:
      'A device, its host, and what happens in order. Sizes that end in MiB are in MiB, all others in bytes.',
    ...inner(scenarioFile),
  };
  return JSON.stringify(schema);
}
