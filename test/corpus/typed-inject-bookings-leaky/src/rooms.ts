export interface Room {
  readonly number: string;
  readonly beds: number;
}

export class Rooms {
  private readonly rooms: Room[] = Array.from({ length: 24 }, (_, i) => ({
    number: String(101 + (i % 8) + 100 * Math.floor(i / 8)),
    beds: 1 + (i % 3),
  }));

  all(): readonly Room[] {
    return this.rooms;
  }

  byNumber(number: string): Room | undefined {
    return this.rooms.find((room) => room.number === number);
  }
}

export class Tariff {
  cents(room: Room, nights: number): number {
    const perNight = 6900 + 2400 * (room.beds - 1);
    return Math.round(perNight * nights * (nights >= 7 ? 0.85 : 1));
  }
}
