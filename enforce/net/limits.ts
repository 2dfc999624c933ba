// SPDX-License-Identifier: Apache-2.0

const KIB = 1024;
const MIB = 1024 * KIB;

/** What the HTTP parser accepts before it gives up. Kept above MAX_HEADER_BYTES so that our own refusal comes first. */
export const PARSER_HEADER_BYTES = 128 * KIB;
/** Request line and header fields of one request, in bytes. */
export const MAX_HEADER_BYTES = 64 * KIB;
/** Header fields of one upstream response, in bytes. */
export const MAX_RESPONSE_HEADER_BYTES = 64 * KIB;
/** A binary response that is streamed, in bytes. */
export const MAX_STREAMED_RESPONSE_BYTES = 1024 * MIB;
/** All bodies held at one time, in bytes. */
export const BODY_BUDGET_BYTES = 256 * MIB;
/** How long a body waits for room in the budget. */
export const BODY_BUDGET_WAIT_MS = 2_000;
/** Decoded size over encoded size above which a body is a bomb, once it is larger than DECODE_RATIO_FLOOR_BYTES. */
export const MAX_DECODE_RATIO = 250;
export const DECODE_RATIO_FLOOR_BYTES = 256 * KIB;
/** Content codings stacked on one body. */
export const MAX_CODINGS = 3;
/** Bytes looked at to tell text from binary. */
export const SNIFF_BYTES = 1 * KIB;

export const DNS_TIMEOUT_MS = 5_000;
/** How long an answer is used again. Every use is checked afresh, and only checked addresses are dialled. */
export const DNS_REUSE_MS = 1_000;
export const DNS_REUSE_ENTRIES = 1_024;

export const CONNECT_TIMEOUT_MS = 10_000;
/** From the request sent to the response head received. */
export const RESPONSE_HEAD_TIMEOUT_MS = 60_000;
/** Between two pieces of a response body. */
export const RESPONSE_IDLE_TIMEOUT_MS = 30_000;
/** From the request sent to a held response complete. */
export const RESPONSE_TOTAL_TIMEOUT_MS = 300_000;
/** From the first to the last byte of a request body. */
export const REQUEST_BODY_TIMEOUT_MS = 30_000;
/** From a connection's first byte to the end of the request's head: the answer to a slow-loris. */
export const REQUEST_HEAD_TIMEOUT_MS = 10_000;
/** From a request's first byte to its last: the parser's own ceiling, above REQUEST_BODY_TIMEOUT_MS. */
export const REQUEST_TOTAL_TIMEOUT_MS = 60_000;
/** A client that takes no byte of its answer for this long is cut off. */
export const CLIENT_STALL_MS = 60_000;
export const CLIENT_KEEP_ALIVE_MS = 15_000;
export const MAX_CLIENT_CONNECTIONS = 4_096;
/** Unread upload still accepted after a refusal, so that the client can read the answer. */
export const LINGER_BYTES = 1 * MIB;
export const LINGER_MS = 2_000;

export const MAX_POOLS = 256;
export const CONNECTIONS_PER_POOL = 256;
export const POOL_IDLE_MS = 30_000;
export const UPSTREAM_KEEP_ALIVE_MS = 4_000;

export const MAX_TUNNELS = 1_024;
/** Room for a client's first message; a ClientHello with post-quantum key shares stays well below. */
export const SNI_BYTES = 32 * KIB;
export const SNI_TIMEOUT_MS = 5_000;

export const MAX_REDIRECTS = 5;

/** Nesting above which readability is not tried: its cost grows with the square of the depth. */
export const MAX_HTML_DEPTH = 200;
/** Markup above this size is reduced by the linear extractor, in UTF-16 code units. */
export const MAX_READABLE_CHARS = 1 * MIB;
export const READABLE_TIMEOUT_MS = 2_000;
/** Documents waiting for the reader; beyond it the linear extractor answers. */
export const READABLE_QUEUE = 16;
