// SPDX-License-Identifier: Apache-2.0
import type { EvidenceQuery } from './control.js';

function alternatives(values: readonly unknown[]): string {
  return values.map(String).join(' or ');
}

/** A question to the evidence in words, for a reader. */
export function describeQuery(query: EvidenceQuery): string {
  switch (query.about) {
    case 'receipts':
    case 'absence': {
      const { layers, verdicts, transports } = query;
      const parts = [
        verdicts === undefined ? '' : ` with verdict ${alternatives(verdicts)}`,
        layers === undefined ? '' : ` of layer ${alternatives(layers)}`,
        transports === undefined ? '' : ` over ${alternatives(transports)}`,
      ];
      return `${query.about === 'absence' ? 'no receipt exists' : 'verified receipts exist'}${parts.join('')}`;
    }
    case 'runs':
      return `every run of the recorder is ${query.property}`;
    case 'check':
      return `the check ${query.name} of verify-install passes`;
    case 'scenarios':
      return `every scenario of ${query.category} is caught`;
    case 'servers':
      return 'every agent server found is behind a proxy';
    case 'setting':
      return `${query.key} is ${alternatives(query.values)}`;
  }
}
