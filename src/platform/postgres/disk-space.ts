import { statfsSync } from 'node:fs'
import { EmbeddedFault } from './embedded-fault.ts'

const MB = 1024 * 1024

/** Throws `embedded-no-disk-space` when less than `neededMb` is free for ordinary users where `folder` lies. */
export function requireSpace(folder: string, neededMb: number): void {
  if (freeMb(folder) < neededMb) throw noSpace(folder, neededMb)
}

export function noSpace(folder: string, neededMb: number, cause?: unknown): EmbeddedFault {
  return new EmbeddedFault('embedded-no-disk-space', { folder, freeMb: freeMb(folder), neededMb }, { cause })
}

/** The one with the least free space: the write-ahead log may lie on a disk of its own. */
export function fullest(folders: readonly string[]): string {
  return folders.toSorted((one, other) => freeMb(one) - freeMb(other))[0]!
}

function freeMb(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return Math.floor((bavail * bsize) / MB)
}
