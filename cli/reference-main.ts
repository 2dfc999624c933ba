// SPDX-License-Identifier: Apache-2.0
import { printDocument } from './output.js';
import { renderCommandReference } from './reference.js';

printDocument(await renderCommandReference());
