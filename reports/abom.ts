// SPDX-License-Identifier: Apache-2.0
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Assessment, ComplianceFramework, ObservedHost, ServerEvidence } from '../evidence/model/assessment.js';
import { uriPath } from './text.js';
import { uuidV5 } from './uuid.js';

function property(name: string, value: string | number): Models.Property {
  return new Models.Property(`pipelock:${name}`, String(value));
}

/** References of servers: one that several projects start has a number behind it, and no reference stands twice. */
function serverRefs(servers: readonly ServerEvidence[]): readonly string[] {
  const plain = servers.map(({ client, server_name: name }) => `mcp-server-${client}-${name}`);
  const taken = new Set<string>();
  return plain.map((ref) => {
    let own = ref;
    for (let number = 2; taken.has(own) || (own !== ref && plain.includes(own)); number += 1) own = `${ref}-${number}`;
    taken.add(own);
    return own;
  });
}

/** A server that a client is configured to start. Nothing of this build sees its traffic, so it is declared only. */
function serverComponent(
  { client, server_name: name, transport, protection_state: state, risk }: ServerEvidence,
  bomRef: string,
): Models.Component {
  return new Models.Component(Enums.ComponentType.Application, name, {
    bomRef,
    properties: new Models.PropertyRepository([
      property('client', client),
      property('transport', transport),
      property('protection', state),
      property('risk', risk),
      property('status', 'dormant'),
      property('confidence', 'declared'),
    ]),
  });
}

/** A host that was asked for: something the agent depends on, as the receipts saw it. */
function hostService({ host, requests, blocked, first_at, last_at }: ObservedHost): Models.Service {
  return new Models.Service(host, {
    bomRef: `domain-${host}`,
    properties: new Models.PropertyRepository([
      property('requests', requests),
      property('blocked', blocked),
      property('first-seen', first_at),
      property('last-seen', last_at),
      property('status', 'active'),
      property('confidence', 'observed'),
    ]),
  });
}

function firewall({ manifest, recorded, sources }: Assessment): Models.Component {
  const mode = sources.simulate?.mode ?? '';
  return new Models.Component(Enums.ComponentType.Application, 'pipelock', {
    bomRef: 'pipelock',
    version: manifest.version,
    properties: new Models.PropertyRepository([
      property('role', 'agent-firewall'),
      property('receipts', recorded?.receipts ?? 0),
      ...(mode === '' ? [] : [property('mode', mode)]),
    ]),
  });
}

function configuration({ manifest }: Assessment): Models.Component {
  const hashes: [Enums.HashAlgorithm, string][] =
    manifest.config_hash === '' ? [] : [[Enums.HashAlgorithm['SHA-256'], manifest.config_hash]];
  return new Models.Component(Enums.ComponentType.Data, manifest.config_file, {
    bomRef: 'pipelock-config',
    hashes: new Models.HashDictionary(hashes),
  });
}

function buildBom(assessment: Assessment): Models.Bom {
  const { manifest, recorded, sources } = assessment;
  const product = firewall(assessment);
  const config = configuration(assessment);
  const declared = sources.discover?.servers ?? [];
  const refs = serverRefs(declared);
  const servers = declared.map((server, index) => serverComponent(server, refs[index] ?? ''));
  const services = (recorded?.hosts ?? []).map(hostService);
  const agent = new Models.Component(Enums.ComponentType.Application, 'agent', {
    bomRef: 'agent',
    dependencies: new Models.BomRefRepository([product, ...servers, ...services].map(({ bomRef }) => bomRef)),
  });
  product.dependencies.add(config.bomRef);
  return new Models.Bom({
    serialNumber: `urn:uuid:${uuidV5(manifest.run_id, 'abom')}`,
    metadata: new Models.Metadata({
      timestamp: new Date(manifest.finalized_at ?? manifest.started_at),
      component: agent,
    }),
    components: new Models.ComponentRepository([product, config, ...servers]),
    services: new Models.ServiceRepository(services),
  });
}

const SCORES = { satisfied: 1, partially_satisfied: 0.5, not_satisfied: 0, not_assessed: 0 } as const;

function reference(framework: ComplianceFramework, id: string, kind: 'requirement' | 'claim' | 'evidence'): string {
  return `${kind}-${framework.id}-${id}`;
}

function standard(framework: ComplianceFramework): object {
  return {
    'bom-ref': `standard-${framework.id}`,
    name: framework.name,
    version: framework.version,
    requirements: framework.controls.map(({ id, name }) => ({
      'bom-ref': reference(framework, id, 'requirement'),
      identifier: id,
      title: name,
    })),
  };
}

/**
 * Attestations as CycloneDX has them: a claim with evidence for every control that evidence speaks about. A control
 * without evidence has no claim, and no conformance is stated for it.
 */
function declarations({ manifest, compliance = [] }: Assessment): object {
  const assessed = compliance.map((framework) => ({
    ...framework,
    controls: framework.controls.filter(({ status }) => status !== 'not_assessed'),
  }));
  const all = assessed.flatMap((framework) => framework.controls.map((control) => ({ framework, control })));
  return {
    assessors: [{ 'bom-ref': 'assessor', thirdParty: false }],
    attestations: assessed
      .filter(({ controls }) => controls.length > 0)
      .map((framework) => ({
        summary: `${framework.name} ${framework.version}, from the evidence of this deployment`,
        assessor: 'assessor',
        map: framework.controls.map((control) => ({
          requirement: reference(framework, control.id, 'requirement'),
          claims: [reference(framework, control.id, 'claim')],
          conformance: {
            score: SCORES[control.status],
            rationale: control.answers.map(({ reason }) => reason).join('; '),
          },
        })),
      })),
    claims: all.map(({ framework, control }) => ({
      'bom-ref': reference(framework, control.id, 'claim'),
      target: 'pipelock',
      predicate: control.shown_by,
      reasoning: `Not shown by evidence: ${control.cannot_show}`,
      evidence: [reference(framework, control.id, 'evidence')],
    })),
    evidence: all.map(({ framework, control }) => ({
      'bom-ref': reference(framework, control.id, 'evidence'),
      description: control.status.replaceAll('_', ' '),
      created: manifest.completed_at ?? manifest.started_at,
      data: control.pointers.map(({ file, ref }) => ({ name: ref, contents: { url: uriPath(file) } })),
    })),
  };
}

/** The agent's bill of materials as CycloneDX 1.6 JSON: what it is made of, what it talks to, what is attested. */
export function renderAbom(assessment: Assessment): string {
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const text = serializer.serialize(buildBom(assessment), { sortLists: true });
  const bom = JSON.parse(text) as Record<string, unknown>;
  const { compliance = [] } = assessment;
  const declared =
    compliance.length === 0
      ? {}
      : { declarations: declarations(assessment), definitions: { standards: compliance.map(standard) } };
  return `${JSON.stringify({ ...bom, ...declared }, null, 2)}\n`;
}
