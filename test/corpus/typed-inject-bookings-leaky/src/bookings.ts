import type { RequestContext } from './context';
import type { Rooms, Tariff } from './rooms';

export class Bookings {
  public static readonly inject = ['rooms', 'tariff', 'context'] as const;

  constructor(
    private readonly rooms: Rooms,
    private readonly tariff: Tariff,
    private readonly context: RequestContext,
  ) {}

  offers(nights: number) {
    const offers = this.rooms.all().map((room) => ({ ...room, cents: this.tariff.cents(room, nights) }));
    this.context.notes.push(`${offers.length} offers for ${nights} nights`);
    return { guest: this.context.guest, nights, offers: offers.sort((a, b) => a.cents - b.cents).slice(0, 6) };
  }

  book({ room: number, nights = 1 }: Record<string, unknown>) {
    const room = this.rooms.byNumber(String(number));
    if (!room) return null;
    this.context.notes.push(`booked ${room.number}`);
    return {
      id: this.context.id,
      guest: this.context.guest,
      room: room.number,
      cents: this.tariff.cents(room, Number(nights)),
      booked: this.context.received.toISOString(),
    };
  }
}
