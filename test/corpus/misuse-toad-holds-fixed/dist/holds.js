"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.openHolds = void 0;
exports.hold = hold;
exports.confirm = confirm;
const toad_scheduler_1 = require("toad-scheduler");
const scheduler = new toad_scheduler_1.ToadScheduler();
const holds = new Map();
let bookings = 0;
const KEPT_MS = 15 * 60_000;
const release = new toad_scheduler_1.Task('release seats', () => {
    for (const { id, since } of holds.values())
        if (Date.now() - since > KEPT_MS)
            holds.delete(id);
});
scheduler.addSimpleIntervalJob(new toad_scheduler_1.SimpleIntervalJob({ seconds: 20 }, release, { id: 'release' }));
/** Keeps seats for a quarter of an hour. */
function hold(show, seats) {
    const id = `${show}/${++bookings}`;
    holds.set(id, { id, show, seats, since: Date.now() });
    return id;
}
function confirm(id) {
    const held = holds.get(id);
    if (!held)
        throw new Error(`${id} is no longer held`);
    holds.delete(id);
    return { id, seats: held.seats, heldForMs: Date.now() - held.since };
}
const openHolds = () => holds.size;
exports.openHolds = openHolds;
//# sourceMappingURL=holds.js.map