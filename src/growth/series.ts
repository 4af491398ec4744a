import { sum } from './sum.ts';
import type { RoundFacts } from './track.ts';

/** Time without requests. */
interface Quiet {
  readonly gain: number;
  readonly seconds: number;
}

/** Gains between snapshots, picked by the kind of round. */
export class Series {
  readonly #values: readonly number[];
  readonly #rounds: readonly RoundFacts[];

  constructor(values: readonly number[], rounds: readonly RoundFacts[]) {
    this.#values = values;
    this.#rounds = rounds;
  }

  get waited(): boolean {
    return this.count('wait') > 0;
  }

  /** Rounds of one kind that took so long at least. */
  count(kind: RoundFacts['kind'], seconds = 0): number {
    return this.#rounds.filter((round) => round.kind === kind && round.seconds >= seconds).length;
  }

  /** Sum of a column over the rounds of one kind. */
  sumAt(kind: RoundFacts['kind'], column: readonly number[]): number {
    return this.#rounds.reduce((sum, round, i) => sum + (round.kind === kind ? (column[i] ?? 0) : 0), 0);
  }

  /** Of what the rounds left, the share that went while no requests came; 0 where they left nothing. */
  get shareGone(): number {
    const left = sum(this.of('round').gains);
    return left <= 0 ? 0 : -sum(this.of('idle', 'wait').gains) / left;
  }

  /** Each confirmation, and what came of the time without requests after it: its gain and seconds. */
  confirmed(): readonly { readonly gain: number; readonly requests: number; readonly quiet: Quiet }[] {
    const found: { gain: number; requests: number; quiet: { gain: number; seconds: number } }[] = [];
    for (const [i, { kind, requests, seconds }] of this.#rounds.entries()) {
      if (i === 0) continue;
      const gain = this.#values[i]! - this.#values[i - 1]!;
      const last = found.at(-1);
      if (kind === 'confirmation') found.push({ gain, requests, quiet: { gain: 0, seconds: 0 } });
      else if (last !== undefined && (kind === 'idle' || kind === 'wait')) {
        last.quiet.gain += gain;
        last.quiet.seconds += seconds;
      }
    }
    return found;
  }

  of(...kinds: RoundFacts['kind'][]): { gains: number[]; requests: number[]; connections: number[]; seconds: number } {
    const picked = { gains: [] as number[], requests: [] as number[], connections: [] as number[], seconds: 0 };
    for (const [i, round] of this.#rounds.entries()) {
      if (i === 0 || !kinds.includes(round.kind)) continue;
      picked.gains.push(this.#values[i]! - this.#values[i - 1]!);
      picked.requests.push(round.requests);
      picked.connections.push(round.connections);
      picked.seconds += round.seconds;
    }
    return picked;
  }
}
