// SPDX-License-Identifier: Apache-2.0
import type { Answer } from '../http/answer.js';
import { routeOf, type Route } from '../http/route.js';
import { assessmentPage, assessmentsPage, bundleFile, reportFile, reportView } from './assessments.js';
import { controlsPage } from './controls.js';
import { overviewPage } from './overview.js';
import { NOT_FOUND, type Page, type Sources } from './page.js';
import { pointerPage } from './pointer.js';
import { receiptFile, receiptPage, receiptProof } from './receipt.js';
import { runPage } from './run.js';

function open(route: Route, sources: Sources, query: URLSearchParams): Promise<Answer | Page> {
  switch (route.page) {
    case 'overview':
      return overviewPage(sources, query);
    case 'assessments':
      return assessmentsPage(sources);
    case 'controls':
      return controlsPage(sources, query);
    case 'run':
      return runPage(sources, route.session, query);
    case 'receipt':
      return receiptPage(sources, route.session, route.number, query);
    case 'receipt_file':
      return receiptFile(sources, route.session, route.number);
    case 'receipt_proof':
      return receiptProof(sources, route.session, route.number);
    case 'assessment':
      return assessmentPage(sources, route.assessment);
    case 'report':
      return reportView(sources, route.assessment);
    case 'report_file':
      return reportFile(sources, route.assessment);
    case 'bundle':
      return bundleFile(sources, route.assessment);
    case 'pointer':
      return pointerPage(sources, route.assessment, query);
  }
}

/** What an address shows. */
export async function openPage(url: URL, sources: Sources): Promise<Answer | Page> {
  const route = routeOf(url.pathname);
  return route === undefined ? NOT_FOUND : open(route, sources, url.searchParams);
}
