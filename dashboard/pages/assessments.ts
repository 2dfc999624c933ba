// SPDX-License-Identifier: Apache-2.0
import { packBundle } from '../../assess/archive.js';
import { isFileFault, readBundleFile } from '../../assess/bundle-files.js';
import { REPORT_FILE, type JudgedAssessment } from '../assessments.js';
import { download, reportPolicy, type Answer } from '../http/answer.js';
import { href } from '../http/route.js';
import { assessmentStatus, message, NOT_FOUND, statusIn, type Page, type Sources } from './page.js';

function linksOf({ id, shown }: JudgedAssessment): Readonly<Record<string, string>> {
  const page = href(['assessments', id]);
  if (shown === undefined) return { page };
  return {
    page,
    report: href(['assessments', id, 'report.html']),
    file: href(['assessments', id, 'report-file']),
    bundle: href(['assessments', id, 'bundle.tar.gz']),
    controls: href(['controls'], { assessment: id }),
  };
}

function summaryOf(judged: JudgedAssessment): Record<string, unknown> {
  const { name, dir, shown, verification } = judged;
  const { manifest } = verification;
  return {
    name,
    dir,
    links: linksOf(judged),
    status: assessmentStatus(judged),
    state: manifest?.status ?? 'unknown',
    at: manifest?.finalized_at ?? manifest?.started_at ?? '',
    config: manifest?.config_file ?? '',
    shown,
  };
}

/** Every assessment with its state, its grade and how its verification came out. */
export async function assessmentsPage({ assessments }: Sources): Promise<Page> {
  const rows = (await assessments.all()).map(summaryOf);
  return { status: 200, template: 'assessments', title: 'Assessments', section: 'assessments', view: { rows } };
}

export async function assessmentPage({ assessments }: Sources, id: string): Promise<Page> {
  const judged = await assessments.find(id);
  if (judged === undefined) return NOT_FOUND;
  const frameworks = (judged.shown?.frameworks ?? []).map((framework) => ({
    name: framework.name,
    href: href(['controls'], { assessment: id, framework: framework.id }),
    controls: framework.controls.map((control) => ({
      id: control.id,
      name: control.name,
      status: statusIn(judged, control.status),
      href: href(['controls'], { assessment: id, framework: framework.id, control: control.id }),
    })),
  }));
  return {
    status: 200,
    template: 'assessment',
    title: `Assessment ${judged.name}`,
    section: 'assessments',
    view: { ...summaryOf(judged), manifest: judged.verification.manifest, frameworks },
  };
}

/** A file of the bundle; only of one that is finalized. */
async function reportOf({ assessments }: Sources, id: string): Promise<string | Page> {
  const judged = await assessments.find(id);
  if (judged === undefined) return NOT_FOUND;
  if (judged.shown === undefined) {
    return message(409, 'No report', 'This assessment is not finalized, or a file of it is not as its manifest says.');
  }
  const bytes = readBundleFile(judged.dir, REPORT_FILE);
  if (isFileFault(bytes)) return message(404, 'No report', `The report cannot be shown: ${bytes.fault}.`);
  return bytes.toString('utf8');
}

/** The report as a page of its own origin. */
export async function reportView(sources: Sources, id: string): Promise<Answer | Page> {
  const html = await reportOf(sources, id);
  if (typeof html !== 'string') return html;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': reportPolicy(html) };
  return { status: 200, headers, body: html };
}

export async function reportFile(sources: Sources, id: string): Promise<Answer | Page> {
  const html = await reportOf(sources, id);
  return typeof html === 'string' ? download(REPORT_FILE, 'application/octet-stream', html) : html;
}

/** The whole bundle, packed while it is sent. */
export async function bundleFile({ assessments }: Sources, id: string): Promise<Answer | Page> {
  const judged = await assessments.find(id);
  if (judged === undefined) return NOT_FOUND;
  return download(`${judged.name}.tar.gz`, 'application/gzip', packBundle(judged.dir));
}
