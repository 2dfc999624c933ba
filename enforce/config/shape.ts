// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** The schema inside its defaults: a section, a list, a map or a plain value. */
export function innerSchema(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return innerSchema(schema.def.innerType);
  return schema;
}

/** Keys of a section in declared order, or undefined when the schema is not a section. */
export function sectionKeys(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const inner = innerSchema(schema);
  return inner instanceof z.ZodObject ? inner.shape : undefined;
}

/** Schema of the items of a list or of the values of a map. */
export function memberSchema(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const inner = innerSchema(schema);
  if (inner instanceof z.ZodArray) return inner.def.element;
  if (inner instanceof z.ZodRecord) return inner.def.valueType;
  return undefined;
}
