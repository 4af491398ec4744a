"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Tariff = exports.Rooms = void 0;
class Rooms {
    rooms = Array.from({ length: 24 }, (_, i) => ({
        number: String(101 + (i % 8) + 100 * Math.floor(i / 8)),
        beds: 1 + (i % 3),
    }));
    all() {
        return this.rooms;
    }
    byNumber(number) {
        return this.rooms.find((room) => room.number === number);
    }
}
exports.Rooms = Rooms;
class Tariff {
    cents(room, nights) {
        const perNight = 6900 + 2400 * (room.beds - 1);
        return Math.round(perNight * nights * (nights >= 7 ? 0.85 : 1));
    }
}
exports.Tariff = Tariff;
//# sourceMappingURL=rooms.js.map