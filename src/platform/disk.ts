import { statfs } from 'node:fs/promises';
import type { Log } from './log.js';

const MIB = 1_048_576;
/** Room is asked for with every form; the system is asked once in this time, in ms. */
const KNOWN_FOR_MS = 1_000;
const WATCH_EVERY_MS = 10_000;

export interface DiskParts {
  /** The directory whose disk counts. */
  directory: string;
  /** Room to keep free, in MiB; with less nothing new is taken. 0: no such limit. */
  reserve: number;
  log: Log;
  /** Bytes free to us; throws where that cannot be told. */
  free?: (directory: string) => Promise<number>;
}

/** `ok` = more is free than is kept in reserve; `freeMib` is null where it cannot be told, which is no fault. */
export interface Room {
  ok: boolean;
  freeMib: number | null;
  atLeastMib: number;
}

async function freeOf(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/**
 * The room on the disk of the data. A database that finds no room dies of it, so the product stops taking what would fill
 * the rest before that: the reserve is for the engine's journal and for what is under way.
 */
export function createDisk({ directory, reserve, log, free = freeOf }: DiskParts) {
  let known: { at: number; room: Promise<Room> } | null = null;
  let full = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<Room> {
    const bytes = await free(directory).catch(() => null);
    const freeMib = bytes === null ? null : Math.floor(bytes / MIB);
    const ok = freeMib === null || freeMib >= reserve;
    const measured = { freeMib, atLeastMib: reserve };
    const room = { ok, ...measured };
    if (full === ok) {
      full = !ok;
      if (ok) log.info(measured, 'the disk has room again');
      else log.error(measured, 'the disk is full: nothing new is taken before room is made');
    }
    return room;
  }

  function room(): Promise<Room> {
    const now = performance.now();
    if (known === null || now - known.at >= KNOWN_FOR_MS) known = { at: now, room: look() };
    return known.room;
  }

  return {
    room,
    /** Look from time to time, so that the log tells of it also where nobody sends a form. */
    watch(): void {
      timer ??= setInterval(() => void room(), WATCH_EVERY_MS).unref();
    },
    stop(): void {
      clearInterval(timer);
    },
  };
}

export type Disk = ReturnType<typeof createDisk>;
