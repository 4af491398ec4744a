"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Bookings = void 0;
class Bookings {
    rooms;
    tariff;
    context;
    static inject = ['rooms', 'tariff', 'context'];
    constructor(rooms, tariff, context) {
        this.rooms = rooms;
        this.tariff = tariff;
        this.context = context;
    }
    offers(nights) {
        const offers = this.rooms.all().map((room) => ({ ...room, cents: this.tariff.cents(room, nights) }));
        this.context.notes.push(`${offers.length} offers for ${nights} nights`);
        return { guest: this.context.guest, nights, offers: offers.sort((a, b) => a.cents - b.cents).slice(0, 6) };
    }
    book({ room: number, nights = 1 }) {
        const room = this.rooms.byNumber(String(number));
        if (!room)
            return null;
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
exports.Bookings = Bookings;
//# sourceMappingURL=bookings.js.map