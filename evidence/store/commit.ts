// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import { createBatch, markBatch, pushDraft, pushHeartbeat, releaseBatch, undoBatch, type Batch } from './batch.js';
import { removeSidecars, writeSidecars } from './escrow.js';
import type { PreparedDraft } from './redact.js';
import { acceptBatch, commitFresh, discardWritten, fitsShard, writeBatch, type ActiveRun, type Fill } from './run.js';
import { currentRun, noteFailure, rollOver, type EngineState } from './succeeding-runs.js';
import type { Outcome } from './waiting.js';

/** What can be written: a draft, or the run's own sign of life. */
export type Item = PreparedDraft | 'heartbeat';

/** Drafts signed before the event loop is looked at again: one or two milliseconds of work. */
const SLICE = 32;
/** While more drafts wait, a free disk is not worth bothering for fewer than this. */
const WORTH_WRITING = SLICE;
/** Most drafts in one write. Bounds what a failure throws away. */
const MAX_BATCH = 512;

/** Lines on their way to the disk, and what their senders will be told. */
interface Group {
  readonly run: ActiveRun;
  readonly batch: Batch;
  /** One for each item taken, heartbeats apart. */
  readonly outcomes: Outcome[];
  items: number;
  /** A sign of life is among them. */
  beats: boolean;
  /** The next item belongs into another shard. */
  full: boolean;
  /** Begins a shard. */
  readonly fresh: boolean;
}

/** Group commit: everything that arrives while the disk is busy shares the next write and the next fdatasync. */
export interface GroupCommit {
  push(items: readonly Item[]): void;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

interface Pipeline {
  readonly state: EngineState;
  readonly answer: (outcomes: readonly Outcome[]) => void;
  queue: Item[];
  /** How much of the queue is taken already. */
  taken: number;
  building: Group | undefined;
  writing: Group | undefined;
  scheduled: boolean;
  idle: (() => void)[];
}

/**
 * Two groups at most: one is signed while the disk works on the other. The second stands on the first, so when the
 * first fails both are refused and the chain goes on from the last durable record.
 */
export function createGroupCommit(state: EngineState, answer: (outcomes: readonly Outcome[]) => void): GroupCommit {
  const pipeline: Pipeline = {
    state,
    answer,
    queue: [],
    taken: 0,
    building: undefined,
    writing: undefined,
    scheduled: false,
    idle: [],
  };
  return {
    push: (items) => {
      pipeline.queue.push(...items);
      schedule(pipeline);
    },
    idle: () =>
      new Promise((resolve) => {
        pipeline.idle.push(resolve);
        schedule(pipeline);
      }),
  };
}

function schedule(pipeline: Pipeline): void {
  if (pipeline.scheduled) return;
  pipeline.scheduled = true;
  setImmediate(() => {
    pipeline.scheduled = false;
    pump(pipeline);
  });
}

function isWaiting(pipeline: Pipeline): boolean {
  return pipeline.taken < pipeline.queue.length;
}

function pump(pipeline: Pipeline): void {
  try {
    if (isWaiting(pipeline)) build(pipeline);
    if (pipeline.writing === undefined) moveOn(pipeline);
  } catch (error) {
    refuseOne(pipeline, error);
  }
  const group = pipeline.building;
  const room = group === undefined || (!group.full && group.items < MAX_BATCH);
  if (isWaiting(pipeline)) {
    // A full group goes on when the disk answers.
    if (room || pipeline.writing === undefined) schedule(pipeline);
  } else if (pipeline.writing === undefined && group === undefined) {
    const idle = pipeline.idle;
    pipeline.idle = [];
    for (const resolve of idle) resolve();
  }
}

/** The disk is free: give it the next group, or leave a shard that takes no more. */
function moveOn(pipeline: Pipeline): void {
  const group = pipeline.building;
  if (group === undefined) return;
  if (group.items === 0) {
    if (group.full) turnShard(pipeline, group);
  } else if (group.full || group.items >= WORTH_WRITING || !isWaiting(pipeline)) {
    write(pipeline, group);
  }
}

/** No run can be opened: the item in front is told so, the ones behind it try again. */
function refuseOne(pipeline: Pipeline, error: unknown): void {
  const failure = noteFailure(pipeline.state, error, 'opening a run');
  if (takeItem(pipeline) !== 'heartbeat') tell(pipeline, [failure]);
}

function takeItem(pipeline: Pipeline): Item | undefined {
  const item = pipeline.queue[pipeline.taken];
  pipeline.taken += 1;
  if (pipeline.taken === pipeline.queue.length) {
    pipeline.queue = [];
    pipeline.taken = 0;
  }
  return item;
}

/** The group to add to; undefined when the next item has to wait for the disk first. */
function openGroup(pipeline: Pipeline): Group | undefined {
  const { state, writing } = pipeline;
  if (pipeline.building !== undefined) return pipeline.building;
  const run = writing?.run ?? currentRun(state);
  const head = writing?.batch.head ?? run.head;
  pipeline.building = groupOn(run, createBatch(run.setting, head), false);
  return pipeline.building;
}

function groupOn(run: ActiveRun, batch: Batch, fresh: boolean): Group {
  return { run, batch, outcomes: [], items: 0, beats: false, full: false, fresh };
}

/** What the group's shard holds before it. */
function fillBefore(pipeline: Pipeline, group: Group): Fill {
  if (group.fresh) return { entries: 0, bytes: 0 };
  const { shard } = group.run;
  const under = pipeline.writing?.batch;
  return { entries: shard.entries + (under?.entries ?? 0), bytes: shard.durable + (under?.bytes ?? 0) };
}

function build(pipeline: Pipeline): void {
  const group = openGroup(pipeline);
  for (let count = 0; count < SLICE && group !== undefined && isWaiting(pipeline); count += 1) {
    if (group.full || group.items >= MAX_BATCH) return;
    addItem(pipeline, group);
  }
}

function addItem(pipeline: Pipeline, group: Group): void {
  const { state } = pipeline;
  const item = pipeline.queue[pipeline.taken];
  if (item === undefined) return;
  const { batch } = group;
  const mark = markBatch(batch);
  let outcome: Outcome | undefined;
  try {
    if (item === 'heartbeat') pushHeartbeat(batch, state);
    else outcome = pushDraft(batch, item);
  } catch (error) {
    undoBatch(batch, mark);
    outcome = refusedRecord(error);
  }
  // A record too large for any shard gets one of its own.
  const alone = group.fresh && mark.entries === 0;
  if (!alone && !fitsShard(fillBefore(pipeline, group), batch, state.place.options)) {
    undoBatch(batch, mark);
    group.full = true;
    return;
  }
  takeItem(pipeline);
  group.items += 1;
  if (item === 'heartbeat') group.beats = true;
  if (outcome !== undefined) group.outcomes.push(outcome);
}

/** The shard is full and everything in it durable: go on in a fresh shard, or a fresh run when these run out. */
function turnShard(pipeline: Pipeline, group: Group): void {
  const { state } = pipeline;
  const { run } = group;
  pipeline.building = undefined;
  if (run.shards >= state.place.options.maxFiles - 1) rollOver(state, run);
  else pipeline.building = groupOn(run, createBatch(run.setting, run.head), true);
}

/** A record that cannot be written is its sender's fault; the recorder stays available. */
function refusedRecord(error: unknown): EvidenceUnavailableError {
  if (error instanceof EvidenceUnavailableError) return error;
  const message = `the record is not one that can be written: ${messageOf(error)}`;
  return new EvidenceUnavailableError('io', message, { cause: error });
}

function write(pipeline: Pipeline, group: Group): void {
  const { state } = pipeline;
  const { run, batch } = group;
  pipeline.building = undefined;
  if (batch.entries === 0) {
    // Nothing but refused records.
    tell(pipeline, group.outcomes);
    return;
  }
  pipeline.writing = group;
  try {
    writeSidecars(state.place, batch.sidecars);
    if (group.fresh) {
      commitFresh(state.place, run, batch);
      succeed(pipeline, group);
      return;
    }
    writeBatch(state.place, run, batch);
    state.place.io.dataSyncLater(run.shard.fd, (error) => {
      if (error === null) {
        acceptBatch(state.place, run, batch);
        succeed(pipeline, group);
      } else {
        discardWritten(state.place, run);
        fail(pipeline, group, error);
      }
      pump(pipeline);
    });
  } catch (error) {
    fail(pipeline, group, error);
  }
}

function succeed(pipeline: Pipeline, group: Group): void {
  const { state } = pipeline;
  pipeline.writing = undefined;
  releaseBatch(group.batch);
  state.failure = undefined;
  state.receipts +=
    group.items - group.outcomes.filter((outcome) => outcome instanceof EvidenceUnavailableError).length;
  if (group.beats) state.place.log?.publish();
  tell(pipeline, group.outcomes);
}

function fail(pipeline: Pipeline, group: Group, error: unknown): void {
  const failure = noteFailure(pipeline.state, error, 'writing evidence');
  const after = pipeline.building;
  pipeline.writing = undefined;
  pipeline.building = undefined;
  removeSidecars(pipeline.state.place, group.batch.sidecars);
  releaseBatch(group.batch);
  if (after !== undefined) releaseBatch(after.batch);
  tell(
    pipeline,
    [...group.outcomes, ...(after?.outcomes ?? [])].map(() => failure),
  );
}

function tell(pipeline: Pipeline, outcomes: readonly Outcome[]): void {
  if (outcomes.length === 0) return;
  pipeline.state.durabilityBlocks += outcomes.filter((outcome) => outcome instanceof EvidenceUnavailableError).length;
  pipeline.answer(outcomes);
}
